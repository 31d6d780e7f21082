<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>Phrases</name>
        <message>
            <source>Mon</source>
            <translation>周一</translation>
        </message>
        <message>
            <source>Tue</source>
            <translation>周二</translation>
        </message>
        <message>
            <source>Wed</source>
            <translation>周三</translation>
        </message>
        <message>
            <source>Thu</source>
            <translation>周四</translation>
        </message>
        <message>
            <source>Fri</source>
            <translation>周五</translation>
        </message>
        <message>
            <source>Sat</source>
            <translation>周六</translation>
        </message>
        <message>
            <source>Sun</source>
            <translation>周日</translation>
        </message>
        <message>
            <source>%1/%2</source>
            <comment>month and day</comment>
            <translation>%1月%2日</translation>
        </message>
        <message>
            <source>%1/%2</source>
            <comment>year, month and day</comment>
            <translation>%1年%2</translation>
        </message>
        <message>
            <source>today %1</source>
            <translation>今天 %1</translation>
        </message>
        <message>
            <source>yesterday %1</source>
            <translation>昨天 %1</translation>
        </message>
        <message>
            <source>%1 %2</source>
            <comment>day and time</comment>
            <translation>%1 %2</translation>
        </message>
        <message>
            <source>%1 yuan</source>
            <translation>%1 元</translation>
        </message>
        <message numerus="yes">
            <source>%n working day(s) over</source>
            <translation>
                <numerusform>超期 %n 工作日</numerusform>
            </translation>
        </message>
        <message>
            <source>due today</source>
            <translation>今天到期</translation>
        </message>
        <message numerus="yes">
            <source>%n working day(s) left</source>
            <translation>
                <numerusform>剩 %n 工作日</numerusform>
            </translation>
        </message>
        <message>
            <source>%1, by %2 %3</source>
            <translation>%1，%2 %3前</translation>
        </message>
        <message>
            <source>never</source>
            <translation>没去过</translation>
        </message>
        <message>
            <source>today</source>
            <translation>今天</translation>
        </message>
        <message>
            <source>more than 90 days</source>
            <translation>超过 90 天</translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) ago</source>
            <translation>
                <numerusform>%n 天前</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 %2</source>
            <comment>village and group</comment>
            <extracomment>Village and group.</extracomment>
            <translation>%1%2</translation>
        </message>
        <message>
            <source>Subsistence</source>
            <translation>低保</translation>
        </message>
        <message>
            <source>Destitute</source>
            <translation>特困</translation>
        </message>
        <message>
            <source>Marginal</source>
            <translation>低保边缘</translation>
        </message>
        <message>
            <source>Rigid expenditure</source>
            <translation>刚性支出困难</translation>
        </message>
        <message>
            <source>Disability living</source>
            <translation>残疾人生活补贴</translation>
        </message>
        <message>
            <source>Disability nursing</source>
            <translation>残疾人护理补贴</translation>
        </message>
        <message>
            <source>disabled</source>
            <translation>残疾</translation>
        </message>
        <message>
            <source>seriously ill</source>
            <translation>重病</translation>
        </message>
        <message>
            <source>chronically ill</source>
            <translation>慢病</translation>
        </message>
        <message>
            <source>student</source>
            <translation>学生</translation>
        </message>
        <message>
            <source>elderly</source>
            <translation>高龄</translation>
        </message>
        <message>
            <source>child</source>
            <translation>儿童</translation>
        </message>
        <message>
            <source>get in touch</source>
            <translation>上门联系</translation>
        </message>
        <message>
            <source>missing papers</source>
            <translation>补齐材料</translation>
        </message>
        <message>
            <source>begin the survey</source>
            <translation>开始入户调查</translation>
        </message>
        <message>
            <source>data check</source>
            <translation>信息核对</translation>
        </message>
        <message>
            <source>objection to the data check</source>
            <translation>对核对结果提异议</translation>
        </message>
        <message>
            <source>decision on the case</source>
            <translation>全程办结</translation>
        </message>
        <message numerus="yes">
            <source>%n working day(s) over</source>
            <comment>in a sentence</comment>
            <translation>
                <numerusform>超期 %n 个工作日</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n working day(s) left</source>
            <comment>in a sentence</comment>
            <translation>
                <numerusform>剩 %n 个工作日</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Roles</name>
        <message>
            <source>village assistant</source>
            <translation>村级协理员</translation>
        </message>
        <message>
            <source>investigator</source>
            <translation>调查人</translation>
        </message>
        <message>
            <source>caseworker</source>
            <translation>经办</translation>
        </message>
        <message>
            <source>supervisor</source>
            <translation>主管</translation>
        </message>
        <message>
            <source>county reviewer</source>
            <translation>县级审核</translation>
        </message>
        <message>
            <source>county decider</source>
            <translation>县级确认</translation>
        </message>
        <message>
            <source>child protection</source>
            <translation>儿童督导员</translation>
        </message>
        <message>
            <source>auditor</source>
            <translation>审计</translation>
        </message>
        <message>
            <source>security administrator</source>
            <translation>安全管理员</translation>
        </message>
    </context>
    <context>
        <name>SyncWords</name>
        <message>
            <source>Photos</source>
            <translation>照片</translation>
        </message>
        <message>
            <source>Household list</source>
            <translation>户名单</translation>
        </message>
        <message>
            <source>Household files</source>
            <translation>户档</translation>
        </message>
        <message>
            <source>Changes</source>
            <translation>改动</translation>
        </message>
        <message>
            <source>visit</source>
            <translation>入户调查</translation>
        </message>
        <message>
            <source>opinion</source>
            <translation>初审意见</translation>
        </message>
        <message>
            <source>step of an application</source>
            <translation>办件步骤</translation>
        </message>
        <message>
            <source>choice between two values</source>
            <translation>两边都改过的选择</translation>
        </message>
        <message>
            <source>change</source>
            <translation>改动</translation>
        </message>
        <message>
            <source>small picture</source>
            <translation>小图</translation>
        </message>
        <message>
            <source>original</source>
            <translation>原图</translation>
        </message>
        <message>
            <source>filled-in form</source>
            <translation>调查表</translation>
        </message>
        <message>
            <source>signature</source>
            <translation>签字</translation>
        </message>
        <message>
            <source>The province says that this is not in your charge.</source>
            <translation>省平台说这一户不归你管。</translation>
        </message>
        <message>
            <source>Who investigated a case may not decide it.</source>
            <translation>调查过这一户的人不能定。</translation>
        </message>
        <message>
            <source>An investigator is a near relative of this family.</source>
            <translation>调查人是这家的近亲属。</translation>
        </message>
        <message>
            <source>The family's authorisation for the means check is missing.</source>
            <translation>还缺这家的核对授权书。</translation>
        </message>
        <message>
            <source>A signature is missing.</source>
            <translation>还缺一个签字。</translation>
        </message>
        <message>
            <source>The case moved on after the opinion was signed.</source>
            <translation>意见签了以后，这件事又有了变化。</translation>
        </message>
        <message>
            <source>A colleague has decided this already.</source>
            <translation>同事已经定过了。</translation>
        </message>
        <message>
            <source>The province does not know this household any more.</source>
            <translation>省平台没有这一户了。</translation>
        </message>
        <message>
            <source>What was signed once cannot be changed.</source>
            <translation>签过的不能再改。</translation>
        </message>
        <message>
            <source>This computer was taken off the province's list.</source>
            <translation>这台电脑已经从省平台名单里去掉。</translation>
        </message>
        <message>
            <source>It is larger than the province takes.</source>
            <translation>太大，省平台收不下。</translation>
        </message>
        <message>
            <source>The province did not take it.</source>
            <translation>省平台没有收。</translation>
        </message>
        <message>
            <source>Records</source>
            <translation>记录</translation>
        </message>
    </context>
    <context>
        <name>ruhu::models::HouseholdsModel</name>
        <message>
            <source>Head</source>
            <translation>户主</translation>
        </message>
        <message>
            <source>Village</source>
            <translation>村组</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人口</translation>
        </message>
        <message>
            <source>Programmes</source>
            <translation>救助项目</translation>
        </message>
        <message>
            <source>Groups</source>
            <translation>画像</translation>
        </message>
        <message>
            <source>Last visit</source>
            <translation>上次入户</translation>
        </message>
        <message>
            <source>On this laptop</source>
            <translation>本机状态</translation>
        </message>
        <message>
            <source>%1: applying</source>
            <translation>%1申请中</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>, </source>
            <comment>between list entries</comment>
            <translation>、</translation>
        </message>
        <message>
            <source>today</source>
            <translation>今天</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>还没去过</translation>
        </message>
        <message numerus="yes">
            <source>%n to choose</source>
            <translation>
                <numerusform>要选择 %n 处</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) waiting</source>
            <translation>
                <numerusform>照片 %n 张待发</numerusform>
            </translation>
        </message>
        <message>
            <source>waiting</source>
            <translation>待发送</translation>
        </message>
        <message>
            <source>synced</source>
            <translation>已同步</translation>
        </message>
        <message>
            <source>arriving</source>
            <translation>资料还在路上</translation>
        </message>
        <message numerus="yes">
            <source>%n year(s)</source>
            <translation>
                <numerusform>%n 岁</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>…%1 · %n year(s)</source>
            <translation>
                <numerusform>尾号 %1 · %n 岁</numerusform>
            </translation>
        </message>
        <message>
            <source>…%1</source>
            <translation>尾号 %1</translation>
        </message>
        <message>
            <source>being filled in</source>
            <translation>正在填写</translation>
        </message>
        <message>
            <source>not here yet</source>
            <translation>还没到本机</translation>
        </message>
    </context>
    <context>
        <name>ruhu::models::Message</name>
        <message>
            <source>The password is too short or too long.</source>
            <translation>口令太短或太长。</translation>
        </message>
        <message>
            <source>This value breaks a rule and was not taken.</source>
            <translation>这个值不合规则，没有采用。</translation>
        </message>
        <message>
            <source>This file is not a picture that Ruhu can read.</source>
            <translation>这个文件不是能读的图片。</translation>
        </message>
        <message>
            <source>The file is not what it should be and was not taken.</source>
            <translation>这个文件不对，没有采用。</translation>
        </message>
        <message>
            <source>This picture is too large: more than 50 megapixels or 64 MB.</source>
            <translation>这张图片太大，超过 5000 万像素或 64 MB。</translation>
        </message>
        <message>
            <source>This is larger than Ruhu takes.</source>
            <translation>这个太大，入户收不下。</translation>
        </message>
        <message>
            <source>This version of Ruhu cannot handle that.</source>
            <translation>这个版本的入户还办不了这件事。</translation>
        </message>
        <message>
            <source>It is not on this laptop.</source>
            <translation>本机没有这一份。</translation>
        </message>
        <message>
            <source>A colleague has decided this already.</source>
            <translation>同事已经定过了。</translation>
        </message>
        <message>
            <source>There is one already.</source>
            <translation>已经有一份了。</translation>
        </message>
        <message>
            <source>The case moved on while you were reading it.</source>
            <translation>你看的时候，这件事又有了变化。</translation>
        </message>
        <message>
            <source>Somebody changed this in the meantime.</source>
            <translation>这期间有人改过。</translation>
        </message>
        <message>
            <source>You cannot sign this opinion: who investigated a case does not decide it, and only a township supervisor signs.</source>
            <translation>你不能签这份初审意见：调查过这一户的人不能定，只有乡镇分管负责人能签。</translation>
        </message>
        <message>
            <source>Your role does not allow this.</source>
            <translation>你的岗位不能办这件事。</translation>
        </message>
        <message>
            <source>Something that must be there is missing.</source>
            <translation>还缺必须有的内容。</translation>
        </message>
        <message>
            <source>The rules of the province on this laptop are not valid today.</source>
            <translation>本机的省里规则今天不在有效期内。</translation>
        </message>
        <message>
            <source>This was stopped.</source>
            <translation>已经停下。</translation>
        </message>
        <message>
            <source>The password is wrong.</source>
            <translation>口令不对。</translation>
        </message>
        <message>
            <source>After a wrong password there is a short wait.</source>
            <translation>口令输错后要等一会儿。</translation>
        </message>
        <message>
            <source>The key of this laptop was not found where it was left.</source>
            <translation>这台电脑的设备密钥不在原来的地方。</translation>
        </message>
        <message>
            <source>The key ring of this desktop is locked.</source>
            <translation>桌面的密钥环锁着。</translation>
        </message>
        <message>
            <source>This desktop has no key ring.</source>
            <translation>这个桌面没有密钥环。</translation>
        </message>
        <message>
            <source>A part of the data on this laptop is damaged. Ruhu does not show what it cannot verify.</source>
            <translation>本机有一部分资料坏了。验不过的内容，入户不会显示。</translation>
        </message>
        <message>
            <source>The data on this laptop is older than it was before: an old copy was put in its place.</source>
            <translation>本机的资料比以前旧：有人换上了一份旧的。</translation>
        </message>
        <message>
            <source>This was written by a newer version of Ruhu and was left untouched.</source>
            <translation>这是更新版本的入户写的，一点没动。</translation>
        </message>
        <message>
            <source>Ruhu is locked.</source>
            <translation>入户锁着。</translation>
        </message>
        <message>
            <source>The data of this laptop is open in another window of Ruhu.</source>
            <translation>本机资料已在另一个入户窗口里打开。</translation>
        </message>
        <message>
            <source>The disk did not take it.</source>
            <translation>磁盘没写进去。</translation>
        </message>
        <message>
            <source>The disk is full.</source>
            <translation>硬盘满了。</translation>
        </message>
        <message>
            <source>There is not enough free memory.</source>
            <translation>内存不够。</translation>
        </message>
        <message>
            <source>The province's server cannot be reached.</source>
            <translation>连不上省平台。</translation>
        </message>
        <message>
            <source>Reading this picture took too long.</source>
            <translation>读这张图片太久了。</translation>
        </message>
        <message>
            <source>The province's server did not answer in time.</source>
            <translation>省平台一直没有回应。</translation>
        </message>
        <message>
            <source>The server is not the one of your province: its certificate comes from somebody else. Nothing was sent.</source>
            <translation>对面不是本省的平台：证书是别人签的。什么都没有发出去。</translation>
        </message>
        <message>
            <source>The server gave an answer that Ruhu does not understand.</source>
            <translation>对面的回答看不懂。</translation>
        </message>
        <message>
            <source>A signature does not fit. What carries it was not taken.</source>
            <translation>有一处签名对不上，那一份没有采用。</translation>
        </message>
        <message>
            <source>The province's server refused it.</source>
            <translation>省平台没有收。</translation>
        </message>
        <message>
            <source>Something in Ruhu went wrong.</source>
            <translation>入户自己出了错。</translation>
        </message>
        <message>
            <source>All data on this laptop is still there.</source>
            <translation>本机资料都还在。</translation>
        </message>
        <message>
            <source>Nothing was changed on this laptop.</source>
            <translation>本机什么都没有变。</translation>
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation>什么都没改。</translation>
        </message>
        <message>
            <source>All answers up to the last one are kept; the last one is still on the screen.</source>
            <translation>前面的答案都存好了，最后一个还在屏幕上。</translation>
        </message>
        <message>
            <source>The visit and its other photos are kept; your file is untouched.</source>
            <translation>走访记录和别的照片都在，你的文件没有动。</translation>
        </message>
        <message>
            <source>The draft with all answers and photos is kept on this laptop.</source>
            <translation>草稿、答案和照片都存在本机。</translation>
        </message>
        <message>
            <source>Nothing was signed and nothing was changed.</source>
            <translation>没有签字，什么都没有变。</translation>
        </message>
        <message>
            <source>The file is as it was; what you typed is still on the screen.</source>
            <translation>户档还是原来的样子，刚才写的还在屏幕上。</translation>
        </message>
        <message>
            <source>Both values are still there.</source>
            <translation>两边的值都还在。</translation>
        </message>
        <message>
            <source>Everything that was not sent is still on this laptop.</source>
            <translation>没发出去的都还在本机。</translation>
        </message>
        <message>
            <source>Take at least 10 characters, or 8 digits.</source>
            <translation>至少 10 个字符，或 8 位数字。</translation>
        </message>
        <message>
            <source>Correct it and try again.</source>
            <translation>改好再试。</translation>
        </message>
        <message>
            <source>Choose a JPEG or PNG picture; a phone can save as JPEG.</source>
            <translation>换一张 JPEG 或 PNG 图片，手机可以存成 JPEG。</translation>
        </message>
        <message>
            <source>Ask the office for the right file.</source>
            <translation>向单位要正确的文件。</translation>
        </message>
        <message>
            <source>Install the newest version of Ruhu.</source>
            <translation>装上最新版的入户。</translation>
        </message>
        <message>
            <source>Sync once, then look again.</source>
            <translation>同步一次再看。</translation>
        </message>
        <message>
            <source>Look at it as it is now, then decide again.</source>
            <translation>先看现在的样子，再定。</translation>
        </message>
        <message>
            <source>Ask your office for a new code.</source>
            <translation>向单位要一个新的登记码。</translation>
        </message>
        <message>
            <source>Ask the colleague who is in charge of it.</source>
            <translation>找负责的同事办。</translation>
        </message>
        <message>
            <source>Add what the list names.</source>
            <translation>照清单补上。</translation>
        </message>
        <message>
            <source>Look at Caps Lock and type it again.</source>
            <translation>看看大写锁定，再输一次。</translation>
        </message>
        <message>
            <source>Try again in a moment.</source>
            <translation>过一会儿再试。</translation>
        </message>
        <message>
            <source>Open the key ring of the desktop that was used last time, or ask your office. Do not set the laptop up anew.</source>
            <translation>打开上次用的那个桌面密钥环，或问单位。不要重新登记这台电脑。</translation>
        </message>
        <message>
            <source>Unlock the key ring, then try again.</source>
            <translation>先解开密钥环，再试。</translation>
        </message>
        <message>
            <source>Start the key ring of the desktop, then try again.</source>
            <translation>先启动桌面的密钥环，再试。</translation>
        </message>
        <message>
            <source>Call your office before you go on working.</source>
            <translation>先给单位打电话，再接着用。</translation>
        </message>
        <message>
            <source>Unlock it with your password.</source>
            <translation>用你的口令解锁。</translation>
        </message>
        <message>
            <source>Go on in that window, or close it first.</source>
            <translation>到那个窗口接着办，或先关掉它。</translation>
        </message>
        <message>
            <source>Leave the program open and call your office: the disk may be failing.</source>
            <translation>先别关程序，给单位打电话：磁盘可能要坏。</translation>
        </message>
        <message>
            <source>Free some space, then try again.</source>
            <translation>腾出一些空间，再试。</translation>
        </message>
        <message>
            <source>Close other programs, then try again.</source>
            <translation>关掉别的程序再试。</translation>
        </message>
        <message>
            <source>Choose another picture.</source>
            <translation>换一张图片。</translation>
        </message>
        <message>
            <source>Go on working; Ruhu tries again by itself when there is a network.</source>
            <translation>照常干活，有网时入户会自己再试。</translation>
        </message>
        <message>
            <source>Do not go on in this network; tell your office.</source>
            <translation>不要在这个网络里继续，告诉单位。</translation>
        </message>
        <message>
            <source>A sign-in page of the network may stand in between. Open it in a browser, or try another network.</source>
            <translation>可能要先在浏览器里登录这个网络，或换一个网络。</translation>
        </message>
        <message>
            <source>Tell your office; the details are on the sync page.</source>
            <translation>告诉单位，详情在同步页。</translation>
        </message>
        <message>
            <source>The certificate file of the province cannot be read.</source>
            <translation>省里的证书文件读不出来。</translation>
        </message>
        <message>
            <source>The address of the province's server is missing or wrong.</source>
            <translation>省平台地址没填或不对。</translation>
        </message>
        <message>
            <source>The province's server does not know this code.</source>
            <translation>省平台不认这个登记码。</translation>
        </message>
        <message>
            <source>This code has expired: a code holds for one day.</source>
            <translation>登记码过期了：一个码只管一天。</translation>
        </message>
        <message>
            <source>This code was used already: a code is for one person on one computer.</source>
            <translation>登记码已经用过了：一个码只给一个人、一台电脑。</translation>
        </message>
        <message>
            <source>The province's server does not take this computer.</source>
            <translation>省平台不收这台电脑。</translation>
        </message>
        <message>
            <source>Compare it with what your office gave you.</source>
            <translation>跟单位给的对一对。</translation>
        </message>
        <message>
            <source>Compare it letter by letter with what your office gave you.</source>
            <translation>跟单位给的一个字一个字对一对。</translation>
        </message>
        <message>
            <source>Ask your office whether it was taken off the list.</source>
            <translation>问单位是不是把它从名单里去掉了。</translation>
        </message>
        <message>
            <source>Look at the network cable or the wireless network, then try again.</source>
            <translation>看看网线或无线网，再试。</translation>
        </message>
        <message>
            <source>Tell your office.</source>
            <translation>告诉单位。</translation>
        </message>
        <message>
            <source>The address of the province's server on this laptop cannot be used.</source>
            <translation>本机里的省平台地址用不了。</translation>
        </message>
        <message>
            <source>The province's server does not have it.</source>
            <translation>省平台没有这一份。</translation>
        </message>
        <message>
            <source>The province has taken this computer off its list; nothing new arrives.</source>
            <translation>省里已把这台电脑从名单里去掉，新的资料不再传来。</translation>
        </message>
        <message>
            <source>The province's server and this laptop no longer agree on what was exchanged: one of them runs from an older copy.</source>
            <translation>省平台和本机对不上以前传过的内容：有一边用的是旧的备份。</translation>
        </message>
        <message>
            <source>The province's server asks for a newer version of Ruhu.</source>
            <translation>省平台要更新版本的入户。</translation>
        </message>
        <message>
            <source>The province's server is busy.</source>
            <translation>省平台正忙。</translation>
        </message>
        <message>
            <source>What you filled in is still sent. Call your office.</source>
            <translation>你填的还会发上去。给单位打电话。</translation>
        </message>
        <message>
            <source>Go on working; Ruhu tries again by itself.</source>
            <translation>照常干活，入户会自己再试。</translation>
        </message>
        <message>
            <source>Free some space; Ruhu goes on by itself.</source>
            <translation>腾出一些空间，入户会自己接着来。</translation>
        </message>
        <message>
            <source>Nothing was deleted; what has a receipt lies safe with the province.</source>
            <translation>什么都没有删；有回执的，省里都有。</translation>
        </message>
        <message>
            <source>This person works on this laptop already.</source>
            <translation>这个人已经在这台电脑上了。</translation>
        </message>
        <message>
            <source>Go back and unlock with the password of this person.</source>
            <translation>返回，用这个人的口令解锁。</translation>
        </message>
        <message>
            <source>The survey on this laptop cannot be read, so no visit can be written with it.</source>
            <translation>本机的调查表打不开，不能用它填入户调查。</translation>
        </message>
        <message>
            <source>The rules on this laptop are not signed by the province and are not used.</source>
            <translation>本机的政策包没有省里的签名，没有采用。</translation>
        </message>
        <message>
            <source>The household and all drafts are as they were.</source>
            <translation>户档和草稿都没有动。</translation>
        </message>
        <message>
            <source>Take it again with a smaller picture size, or save a smaller copy.</source>
            <translation>把照片尺寸调小再拍一张，或者另存一张小的。</translation>
        </message>
        <message>
            <source>The rules file on this laptop was altered or is damaged and is not used.</source>
            <translation>本机的政策包被改动过或者已经损坏，没有采用。</translation>
        </message>
        <message>
            <source>Ask the office to put the right survey on this laptop, then lock and unlock.</source>
            <translation>请办公室把正确的调查表装到本机，锁定后再解锁。</translation>
        </message>
        <message>
            <source>Ask the office to put the signed rules on this laptop, then lock and unlock.</source>
            <translation>请办公室把省里签过名的政策包装到本机，锁定后再解锁。</translation>
        </message>
        <message>
            <source>Ask the office to put the rules in force on this laptop, then lock and unlock.</source>
            <translation>请办公室把现行的政策包装到本机，锁定后再解锁。</translation>
        </message>
        <message>
            <source>The certificate of the province on this laptop cannot be read.</source>
            <translation>本机里的省平台证书读不出来。</translation>
        </message>
    </context>
    <context>
        <name>ruhu::models::SyncController</name>
        <message>
            <source>Connecting to the province</source>
            <translation>正在连省平台</translation>
        </message>
        <message numerus="yes">
            <source>Sending, %1 of %n sent</source>
            <translation>
                <numerusform>正在发送，%n 项已发 %1 项</numerusform>
            </translation>
        </message>
        <message>
            <source>Fetching what is new</source>
            <translation>正在取新的资料</translation>
        </message>
        <message numerus="yes">
            <source>Paused, %n item(s) kept on this laptop</source>
            <translation>
                <numerusform>已暂停，%n 项存在本机</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n item(s) not sent yet</source>
            <translation>
                <numerusform>还有 %n 项没发</numerusform>
            </translation>
        </message>
        <message>
            <source>Everything is sent</source>
            <translation>都发出去了</translation>
        </message>
        <message>
            <source>Not synced yet</source>
            <translation>还没有同步过</translation>
        </message>
        <message>
            <source>%1 Next try %2.</source>
            <comment>what to do, time</comment>
            <translation>%1 %2 再试。</translation>
        </message>
        <message>
            <source>Nothing goes out until you let it go on.</source>
            <translation>点“继续”以前，什么都不发。</translation>
        </message>
        <message>
            <source>It is encrypted on this laptop and goes out by itself when there is a network.</source>
            <translation>都已加密存在本机，联网后自动发送。</translation>
        </message>
        <message>
            <source>New work goes out by itself when there is a network.</source>
            <translation>新办的事，联网后自动发送。</translation>
        </message>
        <message>
            <source>A broken line or a switched-off computer does no harm: next time it goes on where it stopped.</source>
            <translation>中途断网、关机都不要紧，下次从断开的地方接着发。</translation>
        </message>
        <message>
            <source>online · syncing</source>
            <translation>已联网 · 正在同步</translation>
        </message>
        <message>
            <source>sync is paused</source>
            <translation>同步已暂停</translation>
        </message>
        <message>
            <source>synced %1</source>
            <comment>time</comment>
            <translation>%1 同步过</translation>
        </message>
        <message>
            <source>never synced</source>
            <translation>还没同步过</translation>
        </message>
        <message>
            <source>online · %1</source>
            <comment>last sync</comment>
            <translation>已联网 · %1</translation>
        </message>
        <message>
            <source>offline · %1</source>
            <comment>last sync</comment>
            <translation>离线 · %1</translation>
        </message>
        <message>
            <source>%1 %2 / %3</source>
            <comment>what, done, total</comment>
            <translation>%1 %2 / %3</translation>
        </message>
        <message>
            <source>%1 household, %2</source>
            <comment>name, work</comment>
            <translation>%1户 %2</translation>
        </message>
        <message>
            <source>%1 · delivered, waits for its photos</source>
            <comment>time</comment>
            <translation>%1 · 已送达，等照片发完</translation>
        </message>
        <message>
            <source>%1 · kept on this laptop</source>
            <comment>time</comment>
            <translation>%1 · 已存本机</translation>
        </message>
        <message>
            <source>%1 (%2)</source>
            <comment>photo, part</comment>
            <translation>%1（%2）</translation>
        </message>
        <message>
            <source>%1 household %2</source>
            <comment>name, photo</comment>
            <translation>%1户 %2</translation>
        </message>
        <message>
            <source>The province sent back: %1</source>
            <translation>省平台退回：%1</translation>
        </message>
        <message>
            <source>%1 household: the province sent back the %2</source>
            <comment>name, work</comment>
            <translation>%1户的%2被省平台退回</translation>
        </message>
        <message>
            <source>%1 What you filled in is all here; look at the household, then send it again.</source>
            <comment>reason</comment>
            <translation>%1你填的都还在，核对好再发一次。</translation>
        </message>
        <message numerus="yes">
            <source>%n item(s) taken, receipt %1</source>
            <comment>number of the receipt</comment>
            <translation>
                <numerusform>收下 %n 项，回执号 %1</numerusform>
            </translation>
        </message>
        <message>
            <source>The first sync: the files of the households are arriving</source>
            <translation>第一次同步：户档正在传来</translation>
        </message>
        <message>
            <source>The first sync: the list of households is arriving</source>
            <translation>第一次同步：户名单正在传来</translation>
        </message>
        <message>
            <source>You can visit already; the rest arrives meanwhile.</source>
            <translation>现在就可以去走访，其余的会接着传来。</translation>
        </message>
        <message>
            <source>connecting</source>
            <translation>正在连接</translation>
        </message>
        <message numerus="yes">
            <source>online · syncing, %n household(s) here</source>
            <translation>
                <numerusform>已联网 · 正在同步，已到 %n 户</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 %2</source>
            <comment>what, how many so far</comment>
            <translation>%1 %2</translation>
        </message>
    </context>
    <context>
        <name>ruhu::models::TodayController</name>
        <message>
            <source>No visits today</source>
            <translation>今天没有安排走访</translation>
        </message>
        <message numerus="yes">
            <source>%n household(s) today</source>
            <translation>
                <numerusform>今天走 %n 户</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 %2</source>
            <comment>date and weekday</comment>
            <translation>%1 %2</translation>
        </message>
        <message numerus="yes">
            <source>%1 · %n done</source>
            <translation>
                <numerusform>%1 · 已走 %n 户</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 · %2, %n being filled in</source>
            <translation>
                <numerusform>%1 · %2，%n 户正在填写</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n done</source>
            <translation>
                <numerusform>已走 %n 户</numerusform>
            </translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>programme and reason</comment>
            <translation>%1%2</translation>
        </message>
        <message>
            <source>%1 · draft kept %2</source>
            <translation>%1 · 草稿 %2 自动保存</translation>
        </message>
        <message>
            <source>%1 · up to “%2”, draft kept %3</source>
            <translation>%1 · 填到“%2”，草稿 %3 自动保存</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>programme and what is due</comment>
            <translation>%1%2</translation>
        </message>
    </context>
    <context>
        <name>ruhu::models::UnlockController</name>
        <message>
            <source>%1 · used %2</source>
            <comment>role, time</comment>
            <translation>%1 · %2 用过</translation>
        </message>
        <message>
            <source>%1 · not used yet</source>
            <comment>role</comment>
            <translation>%1 · 第一次使用</translation>
        </message>
        <message>
            <source>This laptop has no key ring: its key lies in a file on the disk. Whoever takes the disk still needs a password, so take a long one.</source>
            <translation>这台电脑没有密钥环，钥匙存在硬盘上的一个文件里。拿走硬盘的人还要有口令才能打开，所以口令要长一些。</translation>
        </message>
    </context>
</TS>
