<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>ruhu::pages::SyncPage</name>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>现在同步</translation>
    </message>
    <message>
        <source>Progress of the sync</source>
        <translation>同步进度</translation>
    </message>
    <message>
        <source>For you to look at</source>
        <translation>要你看一下</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>没发完的</translation>
    </message>
    <message>
        <source>What to show</source>
        <translation>看什么</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>办的事</translation>
    </message>
    <message>
        <source>Photos and files</source>
        <translation>照片和文件</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>没发完的</translation>
    </message>
    <message>
        <source>Nothing is waiting.</source>
        <translation>没有在等的。</translation>
    </message>
    <message>
        <source>Last sync</source>
        <translation>上次同步</translation>
    </message>
    <message>
        <source>updates received</source>
        <translation>收到的更新</translation>
    </message>
    <message>
        <source>items sent</source>
        <translation>发出的内容</translation>
    </message>
    <message>
        <source>merged without a question</source>
        <translation>自动合好</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>回执</translation>
    </message>
    <message>
        <source>Receipts of the province</source>
        <translation>省平台的回执</translation>
    </message>
    <message>
        <source>A receipt signed by the province will stand here for everything it has taken.</source>
        <translation>省平台收下的每一份，这里都会有一张它签了名的回执。</translation>
    </message>
    <message>
        <source>On this laptop</source>
        <translation>本机资料</translation>
    </message>
    <message>
        <source>all of it encrypted</source>
        <translation>全部加密</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>kept on this laptop %1</source>
        <translation>已存本机 %1</translation>
    </message>
    <message>
        <source>delivered %1</source>
        <translation>已送达 %1</translation>
    </message>
    <message>
        <source>taken by the office above %1</source>
        <translation>上级已收 %1</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>去核对</translation>
    </message>
    <message>
        <source>Look at it: %1</source>
        <translation>去核对：%1</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>再发一次</translation>
    </message>
    <message>
        <source>Send again: %1</source>
        <translation>再发一次：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n household(s): you and the province both changed %1</source>
        <translation>
            <numerusform>%n 户有 %1 处，你和省平台都改过</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose which to keep. Until then both are kept.</source>
        <translation>要你选一下留哪个。没选之前两边的都留着。</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>去选择</translation>
    </message>
    <message>
        <source>Work %1</source>
        <translation>办的事 %1</translation>
    </message>
    <message>
        <source>Photos and files %1</source>
        <translation>照片和文件 %1</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <comment>sent, all</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>正在发</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>%1 to send</source>
        <translation>还有 %1</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>还没有过</translation>
    </message>
    <message numerus="yes">
        <source>the last %n</source>
        <translation>
            <numerusform>最近 %n 张</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n household(s), %1 of them complete, %2 photos</source>
        <translation>
            <numerusform>%n 户，其中 %1 户资料齐，%2 张照片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n household(s), %1 photos</source>
        <translation>
            <numerusform>%n 户，%1 张照片</numerusform>
        </translation>
    </message>
    <message>
        <source>Photos take %1, %2 are free</source>
        <translation>照片占 %1，还可用 %2</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <comment>minutes, seconds</comment>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1, took %2</source>
        <comment>time, duration</comment>
        <translation>%1，用时 %2</translation>
    </message>
</context>
</TS>
