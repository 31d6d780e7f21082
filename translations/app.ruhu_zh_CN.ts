<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>ruhu::Office</name>
        <message>
            <source>Today</source>
            <translation>今日</translation>
        </message>
        <message>
            <source>Households</source>
            <translation>户档</translation>
        </message>
        <message>
            <source>Cases</source>
            <translation>办件</translation>
        </message>
        <message>
            <source>Sync</source>
            <translation>同步</translation>
        </message>
        <message numerus="yes">
            <source>%n item(s) not sent yet</source>
            <translation>
                <numerusform>%n 项还没发送</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n case(s) wait for you</source>
            <translation>
                <numerusform>%n 件等你办</numerusform>
            </translation>
        </message>
        <message>
            <source>This did not work</source>
            <translation>没有办成</translation>
        </message>
        <message>
            <source>Go back</source>
            <translation>返回</translation>
        </message>
    </context>
    <context>
        <name>ruhu::main</name>
        <message>
            <source>Ruhu does not start</source>
            <translation>入户没有启动</translation>
        </message>
    </context>
</TS>
