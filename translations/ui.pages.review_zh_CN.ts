<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>PrecheckWords</name>
        <message>
            <source>%1: %2</source>
            <comment>step of the working and its result</comment>
            <translation>%1：%2</translation>
        </message>
        <message>
            <source>%1: %2 = %3</source>
            <translation>%1：%2 = %3</translation>
        </message>
        <message>
            <source>Income per head</source>
            <translation>人均月收入</translation>
        </message>
        <message>
            <source>Savings</source>
            <translation>金融资产</translation>
        </message>
        <message>
            <source>Housing</source>
            <translation>房产</translation>
        </message>
        <message>
            <source>Vehicles</source>
            <translation>机动车</translation>
        </message>
        <message>
            <source>Business</source>
            <translation>工商登记</translation>
        </message>
        <message>
            <source>Shops and offices</source>
            <translation>商铺办公用房</translation>
        </message>
        <message>
            <source>Authorisation</source>
            <translation>核对授权</translation>
        </message>
        <message>
            <source>Home visit</source>
            <translation>入户调查</translation>
        </message>
        <message>
            <source>Data check</source>
            <translation>信息核对</translation>
        </message>
        <message>
            <source>Not counted</source>
            <translation>不计入的收入</translation>
        </message>
        <message>
            <source>By the data check, more</source>
            <translation>按核对数多出</translation>
        </message>
        <message>
            <source>Income of 12 months</source>
            <translation>12 个月收入</translation>
        </message>
        <message>
            <source>Per head and month</source>
            <translation>人均月收入</translation>
        </message>
        <message>
            <source>Standard</source>
            <translation>低保标准</translation>
        </message>
        <message>
            <source>Gap to the standard</source>
            <translation>补差</translation>
        </message>
        <message>
            <source>Top-up by category</source>
            <translation>分类施保增发</translation>
        </message>
        <message>
            <source>Amount a month</source>
            <translation>每月金额</translation>
        </message>
        <message>
            <source>%1 of %2 adults have signed</source>
            <translation>%2 个成年人中 %1 人签了授权</translation>
        </message>
        <message>
            <source>%1 people went there, %2 are needed</source>
            <translation>%1 人到场，要 %2 人</translation>
        </message>
        <message>
            <source>%1, at most %2</source>
            <translation>%1 处，最多 %2 处</translation>
        </message>
        <message>
            <source>declared %1, data check %2</source>
            <translation>申报 %1，核对 %2</translation>
        </message>
        <message>
            <source>%1, limit %2</source>
            <translation>%1，限额 %2</translation>
        </message>
        <message>
            <source>home visit</source>
            <translation>入户调查</translation>
        </message>
        <message>
            <source>data check</source>
            <translation>核对</translation>
        </message>
        <message>
            <source>declared</source>
            <translation>申报</translation>
        </message>
        <message>
            <source>does not meet the rule</source>
            <translation>不符合规定</translation>
        </message>
        <message>
            <source>the machine cannot tell</source>
            <translation>系统判断不了</translation>
        </message>
        <message>
            <source>nothing found against it</source>
            <translation>没有查到</translation>
        </message>
    </context>
    <context>
        <name>ruhu::pages::CasePanel</name>
        <message>
            <source>The case</source>
            <translation>办件</translation>
        </message>
        <message>
            <source>%1 applies for %2</source>
            <translation>%1 申请%2</translation>
        </message>
        <message>
            <source>Open the household file</source>
            <translation>打开户档</translation>
        </message>
        <message numerus="yes">
            <source>%n person(s)</source>
            <translation>
                <numerusform>%n 口人</numerusform>
            </translation>
        </message>
        <message>
            <source>accepted %1</source>
            <translation>%1受理</translation>
        </message>
        <message>
            <source>reason: %1</source>
            <translation>申请理由：%1</translation>
        </message>
        <message>
            <source>The machine's pre-check</source>
            <translation>系统自动初核</translation>
        </message>
        <message>
            <source>meets %1</source>
            <translation>符合 %1</translation>
        </message>
        <message>
            <source>for you to judge %1</source>
            <translation>要人工判断 %1</translation>
        </message>
        <message>
            <source>does not meet %1</source>
            <translation>不符合 %1</translation>
        </message>
        <message>
            <source>no rules on this laptop</source>
            <translation>本机没有规则</translation>
        </message>
        <message>
            <source>rules %1, worked out here</source>
            <translation>规则 %1，本机计算</translation>
        </message>
        <message>
            <source>does not meet</source>
            <translation>不符合</translation>
        </message>
        <message>
            <source>for you to judge</source>
            <translation>要人工判断</translation>
        </message>
        <message>
            <source>meets</source>
            <translation>符合</translation>
        </message>
        <message>
            <source>By these figures: %1 a month for the household</source>
            <translation>按这些数：全户每月 %1</translation>
        </message>
        <message>
            <source>By these figures there is no claim</source>
            <translation>按这些数不够条件</translation>
        </message>
        <message>
            <source>Home visits</source>
            <translation>入户调查</translation>
        </message>
        <message>
            <source>%1, %2, %3: %4</source>
            <translation>%1 %2，%3：%4</translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s)</source>
            <translation>
                <numerusform>照片 %n 张</numerusform>
            </translation>
        </message>
        <message>
            <source>Preliminary opinion</source>
            <translation>初审意见</translation>
        </message>
        <message>
            <source>agrees, %1 a month</source>
            <translation>同意，每月 %1</translation>
        </message>
        <message>
            <source>does not agree</source>
            <translation>不同意</translation>
        </message>
        <message>
            <source>%1 %2: %3</source>
            <translation>%1 %2：%3</translation>
        </message>
        <message>
            <source>signature verified</source>
            <translation>签名已验</translation>
        </message>
        <message>
            <source>signature does not fit</source>
            <translation>签名对不上</translation>
        </message>
    </context>
    <context>
        <name>ruhu::pages::OpinionPanel</name>
        <message>
            <source>Next step</source>
            <translation>下一步</translation>
        </message>
        <message>
            <source>Your opinion</source>
            <translation>你的意见</translation>
        </message>
        <message>
            <source>Who investigated this case does not decide it.</source>
            <translation>调查过这一户的人不能定。</translation>
        </message>
        <message>
            <source>Two investigators must have visited the family.</source>
            <translation>要两位调查人入户。</translation>
        </message>
        <message>
            <source>A near relative of the applicant does not act in this case.</source>
            <translation>申请人的近亲属不能办这件事。</translation>
        </message>
        <message>
            <source>Your role does not take this step.</source>
            <translation>这一步不归你的岗位。</translation>
        </message>
        <message>
            <source>The home visit is still missing.</source>
            <translation>还没有入户调查。</translation>
        </message>
        <message>
            <source>The result of the data check has not arrived yet.</source>
            <translation>核对结果还没回来。</translation>
        </message>
        <message>
            <source>An authorisation of an adult member is still missing.</source>
            <translation>还缺一位成年成员的核对授权。</translation>
        </message>
        <message>
            <source>The case stands at: %1</source>
            <translation>现在到：%1</translation>
        </message>
        <message>
            <source>Accept the application</source>
            <translation>受理申请</translation>
        </message>
        <message>
            <source>Accepted. The legal clock runs from today.</source>
            <translation>已受理，从今天起算期限。</translation>
        </message>
        <message>
            <source>Ask for the data check</source>
            <translation>请求信息核对</translation>
        </message>
        <message>
            <source>The data check is asked for with the next sync.</source>
            <translation>下次同步时发出核对请求。</translation>
        </message>
        <message>
            <source>Start the home visit</source>
            <translation>开始入户调查</translation>
        </message>
        <message>
            <source>Nothing to do for you right now.</source>
            <translation>现在没有要你办的。</translation>
        </message>
        <message>
            <source>Agree, go on to the public notice</source>
            <translation>同意，进入公示</translation>
        </message>
        <message>
            <source>Do not agree</source>
            <translation>不同意</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>理由</translation>
        </message>
        <message>
            <source>Reason of the opinion</source>
            <translation>初审意见的理由</translation>
        </message>
        <message>
            <source>It goes into the file; the applicant can read it.</source>
            <translation>会写进审核表，申请人可以看到。</translation>
        </message>
        <message>
            <source>I am no near relative of the applicant</source>
            <translation>我和申请人没有近亲属关系</translation>
        </message>
        <message>
            <source>Your password, to sign</source>
            <translation>你的口令（签字用）</translation>
        </message>
        <message>
            <source>Sign and submit</source>
            <translation>签字并提交</translation>
        </message>
        <message>
            <source>Works without a network. What is signed cannot be changed, only corrected by a new opinion.</source>
            <translation>没网也能签。签完不能改，只能追加更正。</translation>
        </message>
        <message>
            <source>%1: which figure holds?</source>
            <translation>%1按哪个算？</translation>
        </message>
        <message>
            <source>%1: how do you judge it?</source>
            <translation>%1怎么认定？</translation>
        </message>
        <message>
            <source>%1 (data check)</source>
            <translation>%1（核对）</translation>
        </message>
        <message>
            <source>does not count</source>
            <translation>不算</translation>
        </message>
        <message>
            <source>counts</source>
            <translation>算</translation>
        </message>
        <message>
            <source>Write the reason first.</source>
            <translation>先写理由。</translation>
        </message>
        <message>
            <source>%1 a month</source>
            <translation>每月 %1</translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) still open.</source>
            <translation>
                <numerusform>还有 %n 处要你判断。</numerusform>
            </translation>
        </message>
        <message>
            <source>Say that you are no near relative.</source>
            <translation>勾上没有近亲属关系。</translation>
        </message>
        <message>
            <source>Signed. It goes to the province with the next sync.</source>
            <translation>已签，下次同步送到省里。</translation>
        </message>
        <message>
            <source>Who handles this case does not decide it.</source>
            <translation>经办这件事的人不能定。</translation>
        </message>
        <message>
            <source>Only who was on the visit finishes it.</source>
            <translation>去过现场的人才能完成调查。</translation>
        </message>
        <message>
            <source>A required photo is still missing.</source>
            <translation>还缺必拍的照片。</translation>
        </message>
        <message>
            <source>An investigator has not signed yet.</source>
            <translation>还有调查人没签字。</translation>
        </message>
        <message>
            <source>Somebody of the family has not signed yet.</source>
            <translation>家里人还没签字。</translation>
        </message>
        <message>
            <source>by %1 %2</source>
            <comment>day, weekday</comment>
            <translation>%1 %2前</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>limit and how long it runs</comment>
            <translation>%1：%2</translation>
        </message>
        <message>
            <source>The signed application is still missing.</source>
            <translation>还缺申请书。</translation>
        </message>
        <message>
            <source>The family's statement of truth is still missing.</source>
            <translation>还缺家里签的承诺书。</translation>
        </message>
        <message>
            <source>The data check was not asked for yet.</source>
            <translation>还没请求信息核对。</translation>
        </message>
        <message>
            <source>The special filing is still missing.</source>
            <translation>还缺单独登记备案。</translation>
        </message>
        <message>
            <source>The family still has time to bring the papers.</source>
            <translation>补材料的期限还没到。</translation>
        </message>
        <message>
            <source>The family was told once already what is missing.</source>
            <translation>要补的材料已经一次告知过了。</translation>
        </message>
        <message>
            <source>The data check found nothing to tell the family about.</source>
            <translation>核对没有要告诉家里的问题。</translation>
        </message>
        <message>
            <source>A question of the pre-check is still open.</source>
            <translation>初核里还有要你判断的。</translation>
        </message>
        <message>
            <source>The case is not so far yet.</source>
            <translation>这个办件还没到这一步。</translation>
        </message>
        <message>
            <source>Signed opinion</source>
            <translation>已签的初审意见</translation>
        </message>
        <message>
            <source>Signed %1</source>
            <comment>moment</comment>
            <translation>%1 签名</translation>
        </message>
        <message>
            <source>%1 signed %2</source>
            <comment>person, moment</comment>
            <translation>%1，%2 签名</translation>
        </message>
    </context>
    <context>
        <name>ruhu::pages::ReviewPage</name>
        <message>
            <source>Cases</source>
            <translation>办件</translation>
        </message>
        <message>
            <source>By deadline</source>
            <translation>按期限排</translation>
        </message>
        <message>
            <source>No case waits here</source>
            <translation>这里没有办件</translation>
        </message>
        <message>
            <source>Which cases</source>
            <translation>哪些办件</translation>
        </message>
        <message>
            <source>Waiting for me</source>
            <translation>待我办</translation>
        </message>
        <message>
            <source>All open</source>
            <translation>全部在办</translation>
        </message>
        <message>
            <source>Opinion signed</source>
            <translation>已签初审</translation>
        </message>
        <message numerus="yes">
            <source>%n case(s)</source>
            <translation>
                <numerusform>%n 件</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 %2</source>
            <comment>queue and count</comment>
            <translation>%1 %2</translation>
        </message>
        <message>
            <source>This case moved on while you were writing. What you wrote is still here.</source>
            <translation>您写意见时，这件案子有了新变化。您写的内容还在。</translation>
        </message>
        <message>
            <source>Show the case as it is now</source>
            <translation>显示最新情况</translation>
        </message>
    </context>
</TS>
