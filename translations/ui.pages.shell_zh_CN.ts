<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>ruhu::pages::MainWindow</name>
    <message>
        <source>Ruhu</source>
        <translation>入户</translation>
    </message>
    <message>
        <source>Data on this laptop is encrypted</source>
        <translation>本机数据已加密</translation>
    </message>
    <message>
        <source>Lock, or change the person</source>
        <translation>锁定、换人</translation>
    </message>
    <message>
        <source>Large text</source>
        <translation>大字</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>%1, %2: lock, text size, dark</source>
        <comment>name, role</comment>
        <translation>%1，%2：锁定、换人、字号、深色</translation>
    </message>
    <message>
        <source>Ruhu — %1 · %2 (%3)</source>
        <comment>office, name, role</comment>
        <translation>入户 — %1 · %2（%3）</translation>
    </message>
    <message>
        <source>everything is sent</source>
        <translation>都已发送</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) unsent</source>
        <translation><numerusform>待发送 %n 项</numerusform></translation>
    </message>
    <message>
        <source>Text: large</source>
        <translation>字号 大</translation>
    </message>
    <message>
        <source>Text: standard</source>
        <translation>字号 标准</translation>
    </message>
</context>
</TS>
