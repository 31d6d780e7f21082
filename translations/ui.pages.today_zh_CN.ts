<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>ruhu::pages::TodayPage</name>
        <message>
            <source>Today</source>
            <translation>今日</translation>
        </message>
        <message>
            <source>Find a household or a person</source>
            <translation>找户、找人</translation>
        </message>
        <message>
            <source>Visits today</source>
            <translation>今天入户</translation>
        </message>
        <message>
            <source>Visits done today</source>
            <translation>今天已走的户</translation>
        </message>
        <message>
            <source>No visit is planned for today</source>
            <translation>今天没有安排入户</translation>
        </message>
        <message>
            <source>See who has not been visited for a long time.</source>
            <translation>看看谁家很久没去了。</translation>
        </message>
        <message>
            <source>Open the households</source>
            <translation>打开户档</translation>
        </message>
        <message>
            <source>Due soon</source>
            <translation>快到期的事</translation>
        </message>
        <message>
            <source>Not sent yet</source>
            <translation>还没发送</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>查看</translation>
        </message>
        <message>
            <source>Show what is not sent yet</source>
            <translation>查看还没发送的</translation>
        </message>
        <message>
            <source>Home visits</source>
            <translation>入户调查</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>照片</translation>
        </message>
        <message>
            <source>Signatures</source>
            <translation>签字</translation>
        </message>
        <message>
            <source>Opinions, steps and changes</source>
            <translation>意见、办理和修改</translation>
        </message>
        <message>
            <source>All of it is encrypted on this laptop and goes by itself when there is a network.</source>
            <translation>都已加密存在本机，联网后自动发送。</translation>
        </message>
        <message>
            <source>You decide</source>
            <translation>需要你决定</translation>
        </message>
        <message>
            <source>Choose</source>
            <translation>去选择</translation>
        </message>
        <message>
            <source>Choose between the two values</source>
            <translation>去两边选一个</translation>
        </message>
        <message>
            <source>All files are on this laptop</source>
            <translation>资料都已在本机</translation>
        </message>
        <message>
            <source>%1 of %2 files are on this laptop</source>
            <translation>%2 户里 %1 户资料已在本机</translation>
        </message>
        <message>
            <source>Household of %1</source>
            <translation>%1户</translation>
        </message>
        <message>
            <source>signed %1</source>
            <translation>已签字 %1</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>接着填</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>开始</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>没有</translation>
        </message>
        <message numerus="yes">
            <source>%n item(s)</source>
            <translation>
                <numerusform>%n 项</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n household(s)</source>
            <translation>
                <numerusform>%n 户</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>You and the province changed %n place(s)</source>
            <translation>
                <numerusform>你和省平台都改了 %n 处</numerusform>
            </translation>
        </message>
        <message>
            <source>, </source>
            <comment>between parts of a sentence</comment>
            <translation>，</translation>
        </message>
    </context>
    <context>
        <name>ruhu::pages::WeekStrip</name>
        <message>
            <source>This week</source>
            <translation>这一周</translation>
        </message>
        <message>
            <source>rest</source>
            <translation>休息</translation>
        </message>
        <message>
            <source>free</source>
            <translation>没有安排</translation>
        </message>
        <message numerus="yes">
            <source>%n household(s)</source>
            <translation>
                <numerusform>%n 户</numerusform>
            </translation>
        </message>
        <message>
            <source>all done</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>%1 done</source>
            <translation>完成 %1</translation>
        </message>
        <message>
            <source>Today %1</source>
            <translation>今天 %1</translation>
        </message>
        <message numerus="yes">
            <source>%n due</source>
            <translation>
                <numerusform>%n 件到期</numerusform>
            </translation>
        </message>
    </context>
</TS>
