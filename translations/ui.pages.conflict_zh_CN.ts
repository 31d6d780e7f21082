<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>ruhu::pages::ConflictOutcome</name>
        <message>
            <source>How it will be</source>
            <translation>选完以后会是这样</translation>
        </message>
        <message>
            <source>here: %1</source>
            <translation>我：%1</translation>
        </message>
        <message>
            <source>province: %1</source>
            <translation>省：%1</translation>
        </message>
        <message>
            <source>changed %1</source>
            <translation>改%1</translation>
        </message>
        <message>
            <source>%1 changed %2</source>
            <translation>%1改%2</translation>
        </message>
        <message>
            <source>Who came first</source>
            <translation>谁先谁后</translation>
        </message>
        <message>
            <source>not chosen yet</source>
            <translation>还没选</translation>
        </message>
        <message>
            <source>the supervisor decides</source>
            <translation>等主管定</translation>
        </message>
        <message>
            <source>%1, mine</source>
            <translation>%1　我改的</translation>
        </message>
        <message>
            <source>%1, the province's</source>
            <translation>%1　省里改的</translation>
        </message>
        <message>
            <source>%1 and %2</source>
            <translation>%1；%2　两段都留</translation>
        </message>
        <message>
            <source>%1, rewritten</source>
            <translation>%1　自己写的</translation>
        </message>
    </context>
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
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>no</source>
            <translation>否</translation>
        </message>
        <message>
            <source>which side</source>
            <translation>选哪边</translation>
        </message>
        <message>
            <source>next</source>
            <translation>下一条</translation>
        </message>
        <message>
            <source>undo</source>
            <translation>撤销</translation>
        </message>
        <message numerus="yes">
            <source>%n place(s) in all</source>
            <translation>
                <numerusform>共 %n 处</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>In the last sync another %n place(s) came together by themselves: the two sides had not changed the same.</source>
            <translation>
                <numerusform>上次同步另有 %n 处，两边改的不是同一处，已经自动合好。</numerusform>
            </translation>
        </message>
        <message>
            <source>%1, %2, %3 of %4 chosen</source>
            <translation>%1，%2，%4 处已选 %3 处</translation>
        </message>
        <message>
            <source>It was</source>
            <translation>原来是</translation>
        </message>
        <message>
            <source>when both were the same</source>
            <translation>两边还一样的时候</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>我改的</translation>
        </message>
        <message>
            <source>on this laptop</source>
            <translation>这台电脑</translation>
        </message>
        <message>
            <source>%1, on this laptop</source>
            <translation>%1，这台电脑</translation>
        </message>
        <message>
            <source>The province's</source>
            <translation>省里改的</translation>
        </message>
        <message>
            <source>platform</source>
            <translation>省平台</translation>
        </message>
        <message>
            <source>platform: %1</source>
            <translation>省平台：%1</translation>
        </message>
        <message>
            <source>%1, written by me</source>
            <translation>%1，自己写</translation>
        </message>
        <message>
            <source>Save, and the next household</source>
            <translation>保存，看下一户</translation>
        </message>
        <message>
            <source>You changed these here, and the province changed them too. Choose one of each; the other stays in the household's story.</source>
            <translation>下面这些，你在本机改了，省平台也改了。每一条选一个，没选的会留在这户档案的“经过”里。</translation>
        </message>
    </context>
</TS>
