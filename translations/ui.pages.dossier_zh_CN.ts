<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>ruhu::pages::ContactDialog</name>
        <message>
            <source>Telephone</source>
            <translation>联系电话</translation>
        </message>
        <message>
            <source>How to find the door</source>
            <translation>怎么找到门</translation>
        </message>
        <message>
            <source>Keep the correction</source>
            <translation>存下改动</translation>
        </message>
        <message>
            <source>How to reach the household of %1</source>
            <translation>怎么联系%1户</translation>
        </message>
        <message>
            <source>A mobile number, or a landline with its area code.</source>
            <translation>手机号，或者带区号的座机。</translation>
        </message>
        <message>
            <source>For whoever comes next: what stands beside the door, where the lane turns.</source>
            <translation>给下次来的人看：门边有什么，从哪条巷子拐进去。</translation>
        </message>
        <message>
            <source>Leave it as it is</source>
            <translation>先不改</translation>
        </message>
        <message>
            <source>This is no telephone number: a mobile has 11 digits, a landline an area code.</source>
            <translation>这不是电话号码：手机 11 位，座机要带区号。</translation>
        </message>
        <message>
            <source>Too long: at most %1 characters.</source>
            <translation>太长了：最多 %1 个字。</translation>
        </message>
        <message>
            <source>There is an invisible sign in it. Type it anew on one line.</source>
            <translation>里面有看不见的符号。在一行里重新写一遍。</translation>
        </message>
    </context>
    <context>
        <name>ruhu::pages::DossierCards</name>
        <message>
            <source>Members</source>
            <translation>成员</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Relation</source>
            <translation>关系</translation>
        </message>
        <message>
            <source>Identity number</source>
            <translation>身份证号</translation>
        </message>
        <message>
            <source>Situation</source>
            <translation>情况</translation>
        </message>
        <message>
            <source>Income and property</source>
            <translation>家庭经济状况</translation>
        </message>
        <message>
            <source>last 12 months, per month</source>
            <translation>近 12 个月月均</translation>
        </message>
        <message numerus="yes">
            <source>%n differ(s) from the data check</source>
            <translation>
                <numerusform>%n 项与核对不符</numerusform>
            </translation>
        </message>
        <message>
            <source>per head and month</source>
            <translation>每人每月</translation>
        </message>
        <message>
            <source>standard %1</source>
            <translation>低保标准 %1</translation>
        </message>
        <message>
            <source>No figures to compare yet: the rules of the province or the survey are missing.</source>
            <translation>还没有数可比：缺省里的规则或入户调查。</translation>
        </message>
        <message>
            <source> (%1)</source>
            <translation>（%1）</translation>
        </message>
        <message>
            <source>declared %1</source>
            <translation>申报 %1</translation>
        </message>
        <message>
            <source>What the family receives</source>
            <translation>幸福清单</translation>
        </message>
        <message numerus="yes">
            <source>%n programme(s)</source>
            <translation>
                <numerusform>正在享受 %n 项</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 a month</source>
            <translation>每月 %1</translation>
        </message>
        <message>
            <source>No programme is in force.</source>
            <translation>现在没有在享的救助。</translation>
        </message>
        <message>
            <source>The story so far</source>
            <translation>经过</translation>
        </message>
        <message>
            <source>visit being filled in</source>
            <translation>入户调查，正在填写</translation>
        </message>
        <message>
            <source>data check asked for</source>
            <translation>已请求信息核对</translation>
        </message>
        <message>
            <source>result of the data check arrived</source>
            <translation>省平台核对报告回来</translation>
        </message>
        <message>
            <source>application: %1</source>
            <translation>申请%1</translation>
        </message>
        <message>
            <source>preliminary opinion signed</source>
            <translation>初审意见已签</translation>
        </message>
        <message>
            <source>receives %1</source>
            <translation>开始领%1</translation>
        </message>
        <message>
            <source>, </source>
            <comment>between list entries</comment>
            <translation>，</translation>
        </message>
        <message>
            <source>Nothing has happened yet</source>
            <translation>还没有经过</translation>
        </message>
        <message>
            <source>Sex</source>
            <translation>性别</translation>
        </message>
        <message>
            <source>Age</source>
            <translation>年龄</translation>
        </message>
        <message>
            <source>Health</source>
            <translation>健康</translation>
        </message>
        <message>
            <source>Work capacity</source>
            <translation>劳动能力</translation>
        </message>
        <message>
            <source>Occupation</source>
            <translation>从业</translation>
        </message>
        <message>
            <source>School</source>
            <translation>就学</translation>
        </message>
        <message>
            <source>Nothing on file.</source>
            <translation>没有登记。</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Whose</source>
            <translation>谁的</translation>
        </message>
        <message>
            <source>Declared, a year</source>
            <translation>申报（每年）</translation>
        </message>
        <message>
            <source>Declared</source>
            <translation>申报</translation>
        </message>
        <message>
            <source>Verified, a year</source>
            <translation>核定（每年）</translation>
        </message>
        <message>
            <source>Verified</source>
            <translation>核定</translation>
        </message>
        <message>
            <source>Basis</source>
            <translation>依据</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>说明</translation>
        </message>
        <message>
            <source>not counted</source>
            <translation>不计入</translation>
        </message>
        <message>
            <source>together %1</source>
            <translation>合计 %1</translation>
        </message>
        <message>
            <source>No visit yet</source>
            <translation>还没有走访</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>事由</translation>
        </message>
        <message>
            <source>Investigators</source>
            <translation>调查人</translation>
        </message>
        <message>
            <source>Conclusion</source>
            <translation>结论</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>照片</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>发送</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>情况说明</translation>
        </message>
        <message>
            <source>sent</source>
            <translation>已送达</translation>
        </message>
        <message>
            <source>waiting</source>
            <translation>待发送</translation>
        </message>
        <message>
            <source>Visits</source>
            <translation>走访记录</translation>
        </message>
        <message>
            <source>payslip</source>
            <translation>工资单</translation>
        </message>
        <message>
            <source>bank statement</source>
            <translation>银行流水</translation>
        </message>
        <message>
            <source>contract</source>
            <translation>合同</translation>
        </message>
        <message>
            <source>data check</source>
            <translation>信息核对</translation>
        </message>
        <message>
            <source>local rate</source>
            <translation>当地评估标准</translation>
        </message>
        <message>
            <source>their own statement</source>
            <translation>本人陈述</translation>
        </message>
        <message>
            <source>declared by themselves</source>
            <translation>本人申报</translation>
        </message>
        <message>
            <source>seen on the spot</source>
            <translation>现场查看</translation>
        </message>
        <message>
            <source>nothing</source>
            <comment>an empty value</comment>
            <translation>空着</translation>
        </message>
        <message>
            <source>%1: %2 taken</source>
            <translation>%1：选了 %2</translation>
        </message>
        <message>
            <source>%1: %2 taken, %3 not</source>
            <translation>%1：选了 %2，没选 %3</translation>
        </message>
        <message>
            <source>changed on both sides, decided</source>
            <translation>两边都改过，已选定</translation>
        </message>
    </context>
    <context>
        <name>ruhu::pages::DossierPage</name>
        <message>
            <source>Household file</source>
            <translation>户档</translation>
        </message>
        <message>
            <source>Parts of the file</source>
            <translation>户档各部分</translation>
        </message>
        <message>
            <source>Overview</source>
            <translation>总览</translation>
        </message>
        <message>
            <source>Members</source>
            <translation>成员</translation>
        </message>
        <message>
            <source>Income and spending</source>
            <translation>收入支出</translation>
        </message>
        <message>
            <source>Property</source>
            <translation>财产</translation>
        </message>
        <message>
            <source>Visits</source>
            <translation>走访记录</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>照片</translation>
        </message>
        <message>
            <source>Households</source>
            <translation>户档</translation>
        </message>
        <message>
            <source>Show the full numbers for one minute</source>
            <translation>显示完整号码一分钟</translation>
        </message>
        <message>
            <source>Begin an application</source>
            <translation>发起申请</translation>
        </message>
        <message>
            <source>Start a visit</source>
            <translation>开始入户</translation>
        </message>
        <message>
            <source>File of the household of %1</source>
            <translation>%1户的户档</translation>
        </message>
        <message>
            <source>Household of %1</source>
            <translation>%1户</translation>
        </message>
        <message>
            <source>no. %1</source>
            <translation>户号 %1</translation>
        </message>
        <message numerus="yes">
            <source>%n person(s)</source>
            <translation>
                <numerusform>%n 口人</numerusform>
            </translation>
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
            <source>Go on with the form</source>
            <translation>接着填调查表</translation>
        </message>
        <message>
            <source>Open the application</source>
            <translation>打开办件</translation>
        </message>
        <message>
            <source>Income of the last 12 months</source>
            <translation>近 12 个月收入</translation>
        </message>
        <message>
            <source>Spending of the last 12 months</source>
            <translation>近 12 个月支出</translation>
        </message>
        <message>
            <source>Members %1</source>
            <translation>成员 %1</translation>
        </message>
        <message>
            <source>Visits %1</source>
            <translation>走访记录 %1</translation>
        </message>
        <message>
            <source>Photos %1</source>
            <translation>照片材料 %1</translation>
        </message>
        <message>
            <source>Shown for one minute. This was noted in the log.</source>
            <translation>显示一分钟，已留痕。</translation>
        </message>
        <message>
            <source>Correct telephone and door hint</source>
            <translation>改联系电话和找门的办法</translation>
        </message>
        <message>
            <source>The door: %1</source>
            <translation>怎么找门：%1</translation>
        </message>
        <message>
            <source>Corrected. It goes to the province with the next sync.</source>
            <translation>改好了，下次同步时发给省里。</translation>
        </message>
    </context>
    <context>
        <name>ruhu::pages::PhotosCard</name>
        <message>
            <source>Photos and papers</source>
            <translation>照片材料</translation>
        </message>
        <message>
            <source>No photo yet</source>
            <translation>还没有照片</translation>
        </message>
        <message>
            <source>%1, kept by the province too</source>
            <translation>%1，省平台已收</translation>
        </message>
        <message>
            <source>%1, not sent yet</source>
            <translation>%1，还没发送</translation>
        </message>
        <message>
            <source>Opening the photo…</source>
            <translation>正在打开照片…</translation>
        </message>
        <message>
            <source>Close the photo</source>
            <translation>关上照片</translation>
        </message>
    </context>
    <context>
        <name>ruhu::pages::ReasonDialog</name>
        <message>
            <source>Application for the subsistence allowance</source>
            <translation>申请低保</translation>
        </message>
        <message>
            <source>%1 applies for the subsistence allowance</source>
            <translation>%1申请低保</translation>
        </message>
        <message>
            <source>Why do they apply? Write it as they say it.</source>
            <translation>为什么申请？照他们说的写。</translation>
        </message>
        <message>
            <source>Reason of the application</source>
            <translation>申请理由</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>先不办</translation>
        </message>
        <message>
            <source>Begin the application</source>
            <translation>开始申请</translation>
        </message>
    </context>
</TS>
