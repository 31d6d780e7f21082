<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>ruhu::pages::HouseholdPreview</name>
        <message>
            <source>Selected household</source>
            <translation>选中的一户</translation>
        </message>
        <message>
            <source>Start a visit</source>
            <translation>开始入户</translation>
        </message>
        <message>
            <source>Open the file</source>
            <translation>打开户档</translation>
        </message>
        <message>
            <source>Household of %1</source>
            <translation>%1户</translation>
        </message>
        <message>
            <source>%1 · no. %2</source>
            <translation>%1 · 户号 %2</translation>
        </message>
        <message>
            <source>%1: applying</source>
            <translation>%1申请中</translation>
        </message>
        <message numerus="yes">
            <source>You and the province changed %n place(s).</source>
            <translation>
                <numerusform>有 %n 处你和省平台都改过。</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose</source>
            <translation>去选择</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>联系电话</translation>
        </message>
        <message>
            <source>Per head and month</source>
            <translation>人均月收入</translation>
        </message>
        <message>
            <source>%1 (standard %2)</source>
            <translation>%1（低保标准 %2）</translation>
        </message>
        <message>
            <source>At the door</source>
            <translation>上门提示</translation>
        </message>
        <message>
            <source>Only the first lines have arrived; the rest is on its way.</source>
            <translation>只到了名单，其余资料还在路上。</translation>
        </message>
        <message>
            <source>Last visit</source>
            <translation>最近一次走访</translation>
        </message>
        <message>
            <source>%1, %2: %3</source>
            <translation>%1 %2：%3</translation>
        </message>
        <message>
            <source>Go on with the form</source>
            <translation>接着填调查表</translation>
        </message>
        <message numerus="yes">
            <source>%n member(s)</source>
            <translation>
                <numerusform>家庭成员 %n 人</numerusform>
            </translation>
        </message>
        <message>
            <source>%1, %2 years</source>
            <translation>%1 %2 岁</translation>
        </message>
    </context>
    <context>
        <name>ruhu::pages::HouseholdsPage</name>
        <message>
            <source>Households</source>
            <translation>户档</translation>
        </message>
        <message>
            <source>Find a household</source>
            <translation>找户</translation>
        </message>
        <message>
            <source>Name, pinyin initials or the last four of the identity number</source>
            <translation>姓名、拼音首字母、身份证后四位都行</translation>
        </message>
        <message>
            <source>Village</source>
            <translation>村</translation>
        </message>
        <message>
            <source>Not visited for %1 days</source>
            <translation>超过 %1 天没去</translation>
        </message>
        <message>
            <source>Only what is not sent</source>
            <translation>只看有未发送的</translation>
        </message>
        <message>
            <source>Clear the filters</source>
            <translation>清空筛选</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>排序</translation>
        </message>
        <message>
            <source>Order of the list</source>
            <translation>名单排序</translation>
        </message>
        <message>
            <source>Most urgent</source>
            <translation>最该走访</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Nobody found</source>
            <translation>没有找到</translation>
        </message>
        <message>
            <source>Is a filter in the way?</source>
            <translation>是不是筛选挡住了？</translation>
        </message>
        <message>
            <source>Search without filters</source>
            <translation>去掉筛选再找</translation>
        </message>
        <message>
            <source>%1 (%2)</source>
            <translation>%1（%2 户）</translation>
        </message>
        <message>
            <source>Village: %1</source>
            <translation>村：%1</translation>
        </message>
        <message numerus="yes">
            <source>%n in your charge</source>
            <translation>
                <numerusform>我负责的 %n 户</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n found</source>
            <translation>
                <numerusform>找到 %n 户</numerusform>
            </translation>
        </message>
        <message>
            <source>The list is still arriving.</source>
            <translation>名单还在路上。</translation>
        </message>
        <message>
            <source>choose</source>
            <translation>选择</translation>
        </message>
        <message>
            <source>open the file</source>
            <translation>打开户档</translation>
        </message>
        <message>
            <source>start a visit</source>
            <translation>开始入户</translation>
        </message>
        <message>
            <source>clear the search</source>
            <translation>清空查找</translation>
        </message>
    </context>
</TS>
