<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>ruhu::pages::ConflictPage</name>
        <message>
            <source>Changed on both sides</source>
            <translation>两边都改过</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>You changed these here, and the province changed them too. Choose one of each; the other stays in the history.</source>
            <translation>下面这些，你在本机改了，省平台也改了。每一条选一个，没选的也会留在变更记录里。</translation>
        </message>
        <message>
            <source>Households</source>
            <translation>户</translation>
        </message>
        <message>
            <source>Households with something to choose</source>
            <translation>要选择的户</translation>
        </message>
        <message>
            <source>All mine for this household</source>
            <translation>这户都用我的</translation>
        </message>
        <message>
            <source>All the province's for this household</source>
            <translation>这户都用省里的</translation>
        </message>
        <message>
            <source>← → which side   ↓ next   Ctrl+Z undo</source>
            <translation>← → 选哪边　↓ 下一条　Ctrl+Z 撤销</translation>
        </message>
        <message>
            <source>Decide later</source>
            <translation>以后再说</translation>
        </message>
        <message>
            <source>Save the choice</source>
            <translation>保存选择</translation>
        </message>
        <message>
            <source>Household of %1</source>
            <translation>%1户</translation>
        </message>
        <message numerus="yes">
            <source>%n place(s)</source>
            <translation>
                <numerusform>%n 处</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n household(s)</source>
            <translation>
                <numerusform>%n 户</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing to decide</source>
            <translation>没有要决定的</translation>
        </message>
        <message>
            <source>Both sides agree on everything.</source>
            <translation>两边都一致。</translation>
        </message>
        <message>
            <source>Money and bank details are decided by the supervisor.</source>
            <translation>金额和银行账户由主管来定。</translation>
        </message>
        <message>
            <source>How it will be</source>
            <translation>选完以后会是这样</translation>
        </message>
        <message>
            <source>Write it myself</source>
            <translation>自己重写</translation>
        </message>
        <message>
            <source>not chosen yet</source>
            <translation>还没选</translation>
        </message>
        <message>
            <source>%1, mine</source>
            <translation>%1（我改的）</translation>
        </message>
        <message>
            <source>%1, the province's</source>
            <translation>%1（省里改的）</translation>
        </message>
        <message>
            <source>%1 and %2</source>
            <translation>%1；%2（两段都留）</translation>
        </message>
        <message>
            <source>%1, rewritten</source>
            <translation>%1（重写）</translation>
        </message>
        <message numerus="yes">
            <source>%n still open</source>
            <translation>
                <numerusform>还有 %n 条没选</numerusform>
            </translation>
        </message>
        <message>
            <source>Decided. It goes to the province with the next sync.</source>
            <translation>已选定，下次同步送到省里。</translation>
        </message>
    </context>
</TS>
