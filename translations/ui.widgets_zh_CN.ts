<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
    <context>
        <name>ruhu::widgets::Chip</name>
        <message>
            <source>Press to remove this filter</source>
            <translation>按一下去掉这个筛选</translation>
        </message>
        <message>
            <source>Guessed by the system, not verified</source>
            <translation>系统推测，未核实</translation>
        </message>
    </context>
    <context>
        <name>ruhu::widgets::ConflictCell</name>
        <message>
            <source>%1, mine: %2</source>
            <translation>%1，我改的：%2</translation>
        </message>
        <message>
            <source>%1, from the province: %2</source>
            <translation>%1，省里改的：%2</translation>
        </message>
        <message>
            <source>Keep both</source>
            <translation>两段都留</translation>
        </message>
        <message>
            <source>%1, keep both</source>
            <translation>%1，两段都留</translation>
        </message>
        <message>
            <source>Write it myself</source>
            <translation>自己重写</translation>
        </message>
        <message>
            <source>%1, write it myself</source>
            <translation>%1，自己重写</translation>
        </message>
        <message>
            <source>Not chosen yet</source>
            <translation>还没选</translation>
        </message>
        <message>
            <source>not chosen yet</source>
            <translation>还没选</translation>
        </message>
        <message>
            <source>mine</source>
            <translation>我改的</translation>
        </message>
        <message>
            <source>from the province</source>
            <translation>省里改的</translation>
        </message>
        <message>
            <source>both</source>
            <translation>两段都留</translation>
        </message>
        <message>
            <source>rewritten</source>
            <translation>重写</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>field, choice</comment>
            <translation>%1：%2</translation>
        </message>
        <message>
            <source>Of texts both can stay, of numbers one.</source>
            <translation>文字可以两段都留，数字只能选一个</translation>
        </message>
    </context>
    <context>
        <name>ruhu::widgets::DateField</name>
        <message>
            <source>such as 2026-11-21</source>
            <translation>例如 2026-11-21</translation>
        </message>
    </context>
    <context>
        <name>ruhu::widgets::FormRow</name>
        <message>
            <source>%1, required</source>
            <translation>%1，必填</translation>
        </message>
    </context>
    <context>
        <name>ruhu::widgets::MoneyField</name>
        <message>
            <source>Per month or per year</source>
            <translation>按月还是按年</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>每月</translation>
        </message>
        <message>
            <source>Year</source>
            <translation>每年</translation>
        </message>
        <message>
            <source>yuan</source>
            <translation>元</translation>
        </message>
        <message>
            <source>yuan/month</source>
            <translation>元/月</translation>
        </message>
        <message>
            <source>yuan/year</source>
            <translation>元/年</translation>
        </message>
    </context>
    <context>
        <name>ruhu::widgets::NavRail</name>
        <message>
            <source>Pages</source>
            <translation>页面</translation>
        </message>
    </context>
    <context>
        <name>ruhu::widgets::PhotoStrip</name>
        <message>
            <source>Photos</source>
            <translation>照片</translation>
        </message>
    </context>
    <context>
        <name>ruhu::widgets::SearchField</name>
        <message>
            <source>Clear the search</source>
            <translation>清空查找</translation>
        </message>
        <message>
            <source>Esc</source>
            <translation>Esc</translation>
        </message>
    </context>
    <context>
        <name>ruhu::widgets::SecretField</name>
        <message numerus="yes">
            <source>%n character(s) typed</source>
            <translation>
                <numerusform>已输入 %n 个字符</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ruhu::widgets::SignaturePad</name>
        <message>
            <source>Sign on the line with a pen, a finger or the mouse</source>
            <translation>用手写板、触屏或鼠标签在线上</translation>
        </message>
        <message>
            <source>Signature</source>
            <translation>签字区</translation>
        </message>
        <message>
            <source>Signature of %1</source>
            <translation>%1签字区</translation>
        </message>
        <message>
            <source>signed</source>
            <translation>已签</translation>
        </message>
        <message>
            <source>not signed</source>
            <translation>未签</translation>
        </message>
        <message>
            <source>written, not yet confirmed</source>
            <translation>写好了，还没确认</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <comment>who, state</comment>
            <translation>%1，%2</translation>
        </message>
    </context>
    <context>
        <name>ruhu::widgets::StatusStrip</name>
        <message>
            <source>Status</source>
            <translation>状态</translation>
        </message>
    </context>
    <context>
        <name>ruhu::widgets::Stepper</name>
        <message>
            <source>all steps done</source>
            <translation>全部办完</translation>
        </message>
        <message>
            <source>not begun</source>
            <translation>还没开始</translation>
        </message>
        <message>
            <source>step %1 of %2: %3</source>
            <translation>第 %1 步，共 %2 步：%3</translation>
        </message>
    </context>
</TS>
