<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>ruhu::pages::AnswerField</name>
        <message>
            <source>Now</source>
            <translation>现在</translation>
        </message>
        <message>
            <source>Not chosen</source>
            <translation>没选</translation>
        </message>
        <message>
            <source>Add photo</source>
            <translation>加照片</translation>
        </message>
        <message>
            <source>Photo is there, add another</source>
            <translation>已有照片，再加一张</translation>
        </message>
    </context>
    <context>
        <name>ruhu::pages::AuthorisationPanel</name>
        <message>
            <source>%1 signs</source>
            <translation>%1本人签</translation>
        </message>
        <message>
            <source>The guardian signs</source>
            <translation>监护人代签</translation>
        </message>
        <message>
            <source>Take this authorisation</source>
            <translation>收下授权</translation>
        </message>
        <message>
            <source>%1 authorises the data check</source>
            <translation>%1授权核对</translation>
        </message>
        <message>
            <source>I let the civil-affairs office check my income and property with public security, human resources, housing, land, transport, business registration, tax, housing fund, banks, securities and insurance, and I accept the home visit and the community review. This holds from the signature until the check fails or the assistance ends.</source>
            <translation>我同意民政部门向公安、人社、住建、自然资源、交通、市场监管、税务、公积金、银行、证券、保险等单位核对我的收入和财产，接受入户调查和民主评议。授权从签字起有效，到核对不通过或者救助结束为止。</translation>
        </message>
        <message>
            <source>Authorisation %1</source>
            <translation>授权书 %1</translation>
        </message>
        <message>
            <source>Sign on the line with pen, finger or mouse</source>
            <translation>用手写板、触屏或鼠标签在线上</translation>
        </message>
        <message>
            <source>Name of the guardian</source>
            <translation>监护人姓名</translation>
        </message>
        <message>
            <source>Draw again</source>
            <translation>重画</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>先不签</translation>
        </message>
        <message>
            <source>%1, authorisation</source>
            <translation>%1授权</translation>
        </message>
        <message>
            <source>Authorisation of the data check</source>
            <translation>核对授权</translation>
        </message>
        <message>
            <source>%1 / %2 signed</source>
            <translation>已签 %1 / %2</translation>
        </message>
        <message>
            <source>Not met: the paper authorisation must carry the signature.</source>
            <translation>这次没见到本人，签字要在纸质授权书上。</translation>
        </message>
        <message>
            <source>Not met: authorisation %1 must carry the signature.</source>
            <translation>这次没见到本人，签字要在授权书 %1 上。</translation>
        </message>
        <message>
            <source>by the guardian %1</source>
            <translation>监护人%1代签</translation>
        </message>
        <message>
            <source>authorised %1</source>
            <translation>已授权 %1</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>来签字</translation>
        </message>
        <message>
            <source>First every answer, then the signatures: F8 leads to what is missing.</source>
            <translation>先把题答完再签字，按 F8 去缺的地方。</translation>
        </message>
    </context>
    <context>
        <name>ruhu::pages::FamilyPanel</name>
        <message>
            <source>Signature of the family</source>
            <translation>被访人签字</translation>
        </message>
        <message>
            <source>Take this signature</source>
            <translation>收下签字</translation>
        </message>
        <message>
            <source>Sign again</source>
            <translation>重签</translation>
        </message>
        <message>
            <source>Name of the person who signs</source>
            <translation>签字人姓名</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Relation to the applicant</source>
            <translation>与申请人关系</translation>
        </message>
        <message>
            <source>Sign on the line with pen, finger or mouse</source>
            <translation>用手写板、触屏或鼠标签在线上</translation>
        </message>
        <message>
            <source>Read the answers to the family before they sign.</source>
            <translation>签字前把填的内容念给家里人听。</translation>
        </message>
        <message>
            <source>Signed by the family</source>
            <translation>家里人已签字</translation>
        </message>
    </context>
    <context>
        <name>ruhu::pages::FormView</name>
        <message>
            <source>Remove</source>
            <translation>去掉</translation>
        </message>
        <message>
            <source>Remove %1</source>
            <translation>去掉%1</translation>
        </message>
        <message>
            <source>Add: %1</source>
            <translation>添加：%1</translation>
        </message>
        <message>
            <source>This answer does not fit. Please check it.</source>
            <translation>这个答案不对，看一看。</translation>
        </message>
        <message>
            <source>Province %1, the same</source>
            <translation>省平台 %1，一致</translation>
        </message>
        <message>
            <source>Province %1, differs</source>
            <translation>省平台 %1，不一致</translation>
        </message>
    </context>
    <context>
        <name>ruhu::pages::InvestigatorPanel</name>
        <message>
            <source>%1 signs this visit</source>
            <translation>%1给这次调查签字</translation>
        </message>
        <message>
            <source>The signature holds for exactly the answers and photos that are there now.</source>
            <translation>签的就是现在这些答案和照片，改了要重签。</translation>
        </message>
        <message>
            <source>Password of %1</source>
            <translation>%1的口令</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>先不签</translation>
        </message>
        <message>
            <source>Sign the visit</source>
            <translation>签字</translation>
        </message>
        <message>
            <source>Caps Lock is on.</source>
            <translation>大写锁定已打开。</translation>
        </message>
        <message>
            <source>Investigators</source>
            <translation>调查人</translation>
        </message>
        <message>
            <source>at least 2 people</source>
            <translation>至少 2 人</translation>
        </message>
        <message>
            <source>signed %1</source>
            <translation>%1 已签</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>来签字</translation>
        </message>
        <message>
            <source>%1 signs</source>
            <translation>%1来签字</translation>
        </message>
        <message>
            <source>%1 is not among the investigators in the form. Who signed before must sign again.</source>
            <translation>表里的调查人员没有%1。前面签过的人要重新签。</translation>
        </message>
    </context>
    <context>
        <name>ruhu::pages::PhotoPanel</name>
        <message>
            <source>Photos</source>
            <translation>照片</translation>
        </message>
        <message>
            <source>Add photo</source>
            <translation>加照片</translation>
        </message>
        <message>
            <source>Photos of this visit</source>
            <translation>这次走访的照片</translation>
        </message>
        <message>
            <source>Sealing the photo…</source>
            <translation>正在加密保存照片…</translation>
        </message>
        <message>
            <source>%1, looks like another photo of this household</source>
            <translation>%1，和这一户的另一张照片很像</translation>
        </message>
        <message>
            <source>%1, taken</source>
            <translation>%1，已拍</translation>
        </message>
        <message>
            <source>%1, still needed</source>
            <translation>%1，还要拍</translation>
        </message>
        <message numerus="yes">
            <source>%n taken</source>
            <translation>
                <numerusform>%n 张</numerusform>
            </translation>
        </message>
        <message>
            <source>needed %1 / %2</source>
            <translation>必拍 %1 / %2</translation>
        </message>
        <message>
            <source>Photo: %1</source>
            <translation>照片：%1</translation>
        </message>
        <message>
            <source>Pictures (*.jpg *.jpeg *.png)</source>
            <translation>图片 (*.jpg *.jpeg *.png)</translation>
        </message>
        <message>
            <source>Take this photo out</source>
            <translation>去掉这张</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>留着</translation>
        </message>
    </context>
    <context>
        <name>ruhu::pages::SectionList</name>
        <message>
            <source>Sections</source>
            <translation>各节</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
        <message numerus="yes">
            <source>%n answered</source>
            <translation>
                <numerusform>已填 %n 题</numerusform>
            </translation>
        </message>
        <message>
            <source>of %1</source>
            <translation>共 %1 题</translation>
        </message>
        <message numerus="yes">
            <source>%n to mend</source>
            <translation>
                <numerusform>%n 处要改</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ruhu::pages::VisitPage</name>
        <message>
            <source>Home visit: %1</source>
            <translation>入户：%1</translation>
        </message>
        <message>
            <source>Back; the draft stays</source>
            <translation>返回，草稿留着</translation>
        </message>
        <message>
            <source>Household of %1</source>
            <translation>%1户</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>先停一下</translation>
        </message>
        <message>
            <source>Show what the province knows</source>
            <translation>显示省平台核对结果</translation>
        </message>
        <message>
            <source>Previous section</source>
            <translation>上一节</translation>
        </message>
        <message>
            <source>Finish the visit</source>
            <translation>完成调查</translation>
        </message>
        <message>
            <source>Draft kept on this laptop %1</source>
            <translation>草稿 %1 已保存在本机</translation>
        </message>
        <message>
            <source>You can go on; it must be right before anybody signs.</source>
            <translation>不改也能先往下填，签字前要改好。</translation>
        </message>
        <message numerus="yes">
            <source>%n answer(s) to mend.</source>
            <translation>
                <numerusform>%n 处要改。</numerusform>
            </translation>
        </message>
        <message>
            <source>Go there</source>
            <translation>去看看</translation>
        </message>
        <message>
            <source>Next section: %1</source>
            <translation>下一节：%1</translation>
        </message>
        <message numerus="yes">
            <source>%n answer(s)</source>
            <translation>
                <numerusform>%n 题</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s)</source>
            <translation>
                <numerusform>%n 张照片</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n signature(s)</source>
            <translation>
                <numerusform>%n 个签字</numerusform>
            </translation>
        </message>
        <message>
            <source>Everything is there.</source>
            <translation>都齐了。</translation>
        </message>
        <message>
            <source>Still missing: %1</source>
            <translation>完成还差：%1</translation>
        </message>
        <message>
            <source>, </source>
            <comment>between parts of a list</comment>
            <translation>、</translation>
        </message>
        <message>
            <source>“%1” is still empty.</source>
            <translation>“%1”还没填。</translation>
        </message>
        <message>
            <source>“%1” is not right yet.</source>
            <translation>“%1”还不对。</translation>
        </message>
        <message>
            <source>The visit cannot be finished yet.</source>
            <translation>现在还不能完成调查。</translation>
        </message>
        <message>
            <source>Next problem</source>
            <translation>下一处</translation>
        </message>
        <message>
            <source>The photo “%1” is missing.</source>
            <translation>还缺照片“%1”。</translation>
        </message>
        <message>
            <source>Two investigators must sign, each with the own password.</source>
            <translation>要两位调查人各用自己的口令签字。</translation>
        </message>
        <message>
            <source>Somebody of the family must sign.</source>
            <translation>家里要有人签字。</translation>
        </message>
        <message>
            <source>Answers changed after %1 signed. Please sign again.</source>
            <translation>%1签字后答案又改了，要重签。</translation>
        </message>
        <message>
            <source>next problem</source>
            <translation>下一处问题</translation>
        </message>
        <message>
            <source>photo</source>
            <translation>加照片</translation>
        </message>
        <message>
            <source>next section</source>
            <translation>下一节</translation>
        </message>
        <message>
            <source>These adults have not authorised the data check: %1.</source>
            <translation>还没签核对授权的成年人：%1。</translation>
        </message>
        <message>
            <source>, </source>
            <comment>between names</comment>
            <translation>、</translation>
        </message>
    </context>
</TS>
