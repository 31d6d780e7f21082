<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>ruhu::pages::EnrolFace</name>
    <message>
        <source>Address of the province&apos;s server</source>
        <translation>省平台地址</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选文件…</translation>
    </message>
    <message>
        <source>Choose the certificate file</source>
        <translation>选省平台证书文件</translation>
    </message>
    <message>
        <source>Certificate file of the province</source>
        <translation>省平台证书文件</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>一次性登记码</translation>
    </message>
    <message>
        <source>From the county office; good once, for 24 hours. Your name and role come from the province.</source>
        <translation>县里发的，24 小时内用一次。姓名和岗位由省平台带过来，不用填。</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新口令</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>再输一遍</translation>
    </message>
    <message>
        <source>Colleague who opens the laptop</source>
        <translation>由哪位同事打开</translation>
    </message>
    <message>
        <source>Password of the colleague</source>
        <translation>这位同事的口令</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>回去</translation>
    </message>
    <message>
        <source>Enrol this person</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>The first person on this laptop</source>
        <translation>登记第一位工作人员</translation>
    </message>
    <message>
        <source>A further person on this laptop</source>
        <translation>添加工作人员</translation>
    </message>
    <message>
        <source>This needs the network once. Afterwards the laptop works without it.</source>
        <translation>要联网一次。以后没有网络也能用。</translation>
    </message>
    <message>
        <source>This needs the network once, and a colleague who already works here beside you.</source>
        <translation>要联网一次，还要一位已经在这台电脑上的同事在旁边。</translation>
    </message>
    <message>
        <source>Enrolling…</source>
        <translation>正在登记…</translation>
    </message>
    <message numerus="yes">
        <source>Try again in %n second(s)</source>
        <translation>
            <numerusform>%n 秒后再试</numerusform>
        </translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt)</source>
        <translation>证书 (*.pem *.crt)</translation>
    </message>
    <message>
        <source>An address starts with https://</source>
        <translation>地址要以 https:// 开头。</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>没有这个文件。</translation>
    </message>
    <message>
        <source>Type the code from the county office.</source>
        <translation>填县里发的登记码。</translation>
    </message>
    <message>
        <source>Choose a password.</source>
        <translation>设一个口令。</translation>
    </message>
    <message>
        <source>The two passwords differ.</source>
        <translation>两遍口令不一样。</translation>
    </message>
    <message>
        <source>A colleague must open the laptop.</source>
        <translation>要由一位同事输口令打开。</translation>
    </message>
</context>
<context>
    <name>ruhu::pages::PasswordFace</name>
    <message>
        <source>Password</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Unlocking needs no network</source>
        <translation>没有网络也可以解锁</translation>
    </message>
    <message>
        <source>Everything about people on this laptop is encrypted. It locks by itself after 5 minutes or when the lid closes; nothing you have filled in is lost.</source>
        <translation>这台电脑上的群众资料全部加密。合上盖子或 5 分钟没有操作，自动锁定，没填完的内容不会丢。</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message numerus="yes">
        <source>Try again in %n second(s)</source>
        <translation>
            <numerusform>%n 秒后再试</numerusform>
        </translation>
    </message>
    <message>
        <source>After a wrong password there is a short wait.</source>
        <translation>口令输错后要等一小会儿。</translation>
    </message>
    <message>
        <source>Caps Lock is on. Large and small letters differ.</source>
        <translation>大写锁定已打开。口令区分大小写。</translation>
    </message>
    <message>
        <source>Type the password first.</source>
        <translation>先输口令。</translation>
    </message>
</context>
<context>
    <name>ruhu::pages::PeopleList</name>
    <message>
        <source>all sent</source>
        <translation>全部已发送</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) unsent</source>
        <translation>
            <numerusform>%n 项待发送</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ruhu::pages::UnlockPage</name>
    <message>
        <source>Ruhu</source>
        <translation>入户</translation>
    </message>
    <message>
        <source>Who is using this computer?</source>
        <translation>谁在使用这台电脑？</translation>
    </message>
    <message>
        <source>People on this laptop</source>
        <translation>这台电脑上的工作人员</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>添加工作人员</translation>
    </message>
    <message>
        <source>needs the network once</source>
        <translation>要联网一次</translation>
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
        <source>Look again</source>
        <translation>再看一次</translation>
    </message>
    <message>
        <source>Standard text</source>
        <translation>标准字</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
</context>
</TS>
