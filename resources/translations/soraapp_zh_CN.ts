<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>AccountDialog</name>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>How {file} was made</source>
            <translation>{file} 是怎样制作的</translation>
        </message>
        <message>
            <source>Open its project</source>
            <translation>打开它的项目</translation>
        </message>
        <message>
            <source>What the file says</source>
            <translation>文件的自述</translation>
        </message>
    </context>
    <context>
        <name>Accounts</name>
        <message>
            <source>All files</source>
            <translation>所有文件</translation>
        </message>
        <message>
            <source>Films, pictures and sounds</source>
            <translation>影片、图片和声音</translation>
        </message>
        <message>
            <source>How was this made?</source>
            <translation>这是怎样制作的？</translation>
        </message>
        <message>
            <source>Nothing is known of {file}</source>
            <translation>对 {file} 一无所知</translation>
        </message>
    </context>
    <context>
        <name>Bar</name>
        <message>
            <source>Back to {name}</source>
            <translation>返回 {name}</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>New timeline</source>
            <translation>新建时间线</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>重命名</translation>
        </message>
        <message>
            <source>Size and frame rate…</source>
            <translation>尺寸和帧率…</translation>
        </message>
        <message>
            <source>Snap to cuts, markers and the playhead</source>
            <translation>吸附到剪切点、标记和播放头</translation>
        </message>
        <message>
            <source>This timeline and the others of the project</source>
            <translation>此时间线和项目的其他时间线</translation>
        </message>
        <message>
            <source>Timeline {name}</source>
            <translation>时间线 {name}</translation>
        </message>
        <message>
            <source>{rate} fps</source>
            <translation>{rate} fps</translation>
        </message>
    </context>
    <context>
        <name>Breadcrumbs</name>
        <message>
            <source>Give this group an inside of its own</source>
            <translation>让此组拥有自己独立的内容</translation>
        </message>
        <message>
            <source>Go to {name}</source>
            <translation>前往 {name}</translation>
        </message>
        <message>
            <source>Make unique</source>
            <translation>使其独立</translation>
        </message>
        <message>
            <source>Project</source>
            <translation>项目</translation>
        </message>
        <message>
            <source>The way to what is shown</source>
            <translation>所示层级的路径</translation>
        </message>
    </context>
    <context>
        <name>BrushField</name>
        <message>
            <source>Clear</source>
            <translation>清空</translation>
        </message>
        <message>
            <source>Erase</source>
            <translation>擦除</translation>
        </message>
        <message>
            <source>Erase with the left button, too</source>
            <translation>左键也用来擦除</translation>
        </message>
        <message>
            <source>How wide the brush is, in percent of the picture's width</source>
            <translation>画笔的宽度，占画面宽度的百分比</translation>
        </message>
        <message>
            <source>Left button paints, right button erases; Ctrl+wheel or [ ] change the brush. By keys: arrows move, Shift+arrows and Space paint</source>
            <translation>左键绘制，右键擦除；Ctrl+滚轮或 [ ] 改变画笔大小。用键盘：方向键移动，Shift+方向键和空格绘制</translation>
        </message>
        <message>
            <source>Paint</source>
            <translation>绘制</translation>
        </message>
        <message>
            <source>Paint with the left button, erase with the right one</source>
            <translation>左键绘制，右键擦除</translation>
        </message>
        <message>
            <source>Take all strokes away</source>
            <translation>去掉所有笔触</translation>
        </message>
    </context>
    <context>
        <name>BrushView</name>
        <message>
            <source>Paint here: white is where the brush was</source>
            <translation>在此绘制：画笔经过之处为白色</translation>
        </message>
    </context>
    <context>
        <name>CameraField</name>
        <message>
            <source>Add a point (Return, or double-click)</source>
            <translation>添加一个点（回车，或双击）</translation>
        </message>
        <message>
            <source>Double-click adds a point, Delete removes it; arrows move it, Page Up and Page Down choose one</source>
            <translation>双击添加点，Delete 删除；方向键移动，Page Up 和 Page Down 选择</translation>
        </message>
        <message>
            <source>Remove the point (Delete)</source>
            <translation>删除这个点（Delete）</translation>
        </message>
        <message>
            <source>The speed at the chosen point: 1 is calm, below 0 goes the other way</source>
            <translation>所选点的速度：1 是平缓，小于 0 朝相反方向</translation>
        </message>
        <message>
            <source>The time of the chosen point</source>
            <translation>所选点的时间</translation>
        </message>
    </context>
    <context>
        <name>CardRow</name>
        <message>
            <source>Remove card {number}</source>
            <translation>删除第 {number} 张卡片</translation>
        </message>
        <message>
            <source>Text of card {number}</source>
            <translation>第 {number} 张卡片的文字</translation>
        </message>
        <message>
            <source>Time of card {number}</source>
            <translation>第 {number} 张卡片的时间</translation>
        </message>
        <message>
            <source>What card {number} shows</source>
            <translation>第 {number} 张卡片显示什么</translation>
        </message>
        <message>
            <source>What is seen from here on</source>
            <translation>从这里起看到什么</translation>
        </message>
        <message>
            <source>clip {number}</source>
            <translation>片段 {number}</translation>
        </message>
        <message>
            <source>picture {number}</source>
            <translation>图片 {number}</translation>
        </message>
        <message>
            <source>text only</source>
            <translation>仅文字</translation>
        </message>
    </context>
    <context>
        <name>CardsField</name>
        <message>
            <source>Add a card</source>
            <translation>添加卡片</translation>
        </message>
    </context>
    <context>
        <name>ColourField</name>
        <message>
            <source>Pick a colour</source>
            <translation>选取颜色</translation>
        </message>
    </context>
    <context>
        <name>ColourPicker</name>
        <message>
            <source>Hue: left and right</source>
            <translation>色相：左右方向键</translation>
        </message>
        <message>
            <source>Saturation and brightness: arrow keys</source>
            <translation>饱和度与亮度：方向键</translation>
        </message>
    </context>
    <context>
        <name>CommandPalette</name>
        <message>
            <source>Find a command</source>
            <translation>查找命令</translation>
        </message>
        <message>
            <source>There is nothing to do.</source>
            <translation>没有可用的命令。</translation>
        </message>
        <message>
            <source>{command} cannot be used now.</source>
            <translation>现在无法使用“{command}”。</translation>
        </message>
    </context>
    <context>
        <name>Commands</name>
        <message>
            <source>Choose a node that makes something to vary it.</source>
            <translation>请选择一个会生成内容的节点来制作变体。</translation>
        </message>
        <message>
            <source>There is no node that gives a clip or a picture.</source>
            <translation>没有能给出片段或图片的节点。</translation>
        </message>
    </context>
    <context>
        <name>Comparing</name>
        <message>
            <source>Comparing</source>
            <translation>正在比较</translation>
        </message>
        <message>
            <source>Comparing {names}</source>
            <translation>正在比较 {names}</translation>
        </message>
        <message>
            <source>Difference ×{gain} · {names}</source>
            <translation>差异 ×{gain} · {names}</translation>
        </message>
        <message>
            <source>Difference; click again to see it stronger</source>
            <translation>差异；再次点击可增强显示</translation>
        </message>
        <message>
            <source>Leave the comparison (Esc)</source>
            <translation>退出比较（Esc）</translation>
        </message>
        <message>
            <source>Side by side</source>
            <translation>并排</translation>
        </message>
        <message>
            <source>Swap the sides</source>
            <translation>交换左右</translation>
        </message>
        <message>
            <source>Wipe: drag the line, or Shift and the arrows; A shows one, then the other</source>
            <translation>划像：拖动分界线，或用 Shift 加方向键；按 A 轮流单独查看</translation>
        </message>
        <message>
            <source>{count} side by side: click one to look at it alone</source>
            <translation>{count} 个并排：点击一个单独查看</translation>
        </message>
    </context>
    <context>
        <name>DockTitle</name>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Float or dock</source>
            <translation>浮动或停靠</translation>
        </message>
    </context>
    <context>
        <name>Exchange</name>
        <message>
            <source>Export the timeline for another program</source>
            <translation>导出时间线供其他软件使用</translation>
        </message>
        <message>
            <source>Import a timeline</source>
            <translation>导入时间线</translation>
        </message>
        <message>
            <source>Not all of {file} could be taken over</source>
            <translation>{file} 未能全部导入</translation>
        </message>
        <message>
            <source>Written {file}.</source>
            <translation>已写入 {file}。</translation>
        </message>
        <message>
            <source>Written {file}; {count} files are being rendered beside it.</source>
            <translation>已写入 {file}；正在旁边渲染 {count} 个文件。</translation>
        </message>
        <message>
            <source>{file} could be neither written nor read</source>
            <translation>{file} 无法写入或读取</translation>
        </message>
        <message>
            <source>{file} does not hold everything</source>
            <translation>{file} 没有包含全部内容</translation>
        </message>
        <message>
            <source>{file} is part of the project now.</source>
            <translation>{file} 现已成为项目的一部分。</translation>
        </message>
    </context>
    <context>
        <name>ExportDialog</name>
        <message>
            <source>Add to the queue</source>
            <translation>加入队列</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Carries</source>
            <translation>附带</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>Clip</source>
            <translation>片段</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Close this and go on working: the queue tells how far the film is</source>
            <translation>关闭此窗口并继续工作：队列会显示影片的进度</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>In the background</source>
            <translation>转到后台</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>在文件夹中显示</translation>
        </message>
        <message>
            <source>Waiting for its turn in the queue</source>
            <translation>正在队列中等待</translation>
        </message>
        <message>
            <source>Where to write the film</source>
            <translation>影片的保存位置</translation>
        </message>
        <message>
            <source>Write this in the background, and ask for another</source>
            <translation>在后台写出，并接着设置下一个</translation>
        </message>
        <message>
            <source>{file} exists and will be replaced.</source>
            <translation>{file} 已存在，将被替换。</translation>
        </message>
        <message>
            <source>{file} is in the queue.</source>
            <translation>{file} 已加入队列。</translation>
        </message>
        <message>
            <source>{file} is ready.</source>
            <translation>{file} 已导出。</translation>
        </message>
    </context>
    <context>
        <name>Farewell</name>
        <message>
            <source>The runs that are not over cannot be kept: cancel them to quit</source>
            <translation>尚未完成的运行无法保留：请取消它们后再退出</translation>
        </message>
    </context>
    <context>
        <name>FileField</name>
        <message>
            <source>All files</source>
            <translation>所有文件</translation>
        </message>
        <message>
            <source>Choose a file</source>
            <translation>选择文件</translation>
        </message>
        <message>
            <source>Choose a folder</source>
            <translation>选择文件夹</translation>
        </message>
        <message>
            <source>Chosen lately</source>
            <translation>最近选过的文件</translation>
        </message>
        <message>
            <source>Nothing was chosen yet</source>
            <translation>还没有选过文件</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Sounds and videos</source>
            <translation>音频和视频</translation>
        </message>
        <message>
            <source>Videos</source>
            <translation>视频</translation>
        </message>
    </context>
    <context>
        <name>FilmView</name>
        <message>
            <source>Film</source>
            <translation>影片</translation>
        </message>
        <message>
            <source>The timeline is empty: put a node or a file on it</source>
            <translation>时间线是空的：请放入节点或文件</translation>
        </message>
    </context>
    <context>
        <name>Finder</name>
        <message>
            <source>Find an input</source>
            <translation>查找输入项</translation>
        </message>
        <message>
            <source>{count} of {all}</source>
            <translation>{count} / {all}</translation>
        </message>
    </context>
    <context>
        <name>FrameView</name>
        <message>
            <source>Drag the frame, or move it with the arrow keys</source>
            <translation>拖动画框，或用方向键移动</translation>
        </message>
        <message>
            <source>Not made yet</source>
            <translation>尚未生成</translation>
        </message>
        <message>
            <source>The frame</source>
            <translation>画框</translation>
        </message>
    </context>
    <context>
        <name>GetDialog</name>
        <message>
            <source>Asking Hugging Face…</source>
            <translation>正在询问 Hugging Face…</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Choose one, or name another. You see what it takes before anything is fetched.</source>
            <translation>请选择一个，或填写其他仓库。下载之前会先显示所需内容。</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Get a model</source>
            <translation>获取模型</translation>
        </message>
        <message>
            <source>Get it</source>
            <translation>获取</translation>
        </message>
        <message>
            <source>Get what is missing</source>
            <translation>获取缺失的文件</translation>
        </message>
        <message>
            <source>It begins…</source>
            <translation>正在开始…</translation>
        </message>
        <message>
            <source>It is here, in {folder}.</source>
            <translation>已下载到 {folder}。</translation>
        </message>
        <message>
            <source>Look it up</source>
            <translation>查询</translation>
        </message>
        <message>
            <source>Models that are known to work</source>
            <translation>已知可用的模型</translation>
        </message>
        <message>
            <source>Nothing of it was fetched yet. Mind the licence of those who made it.</source>
            <translation>尚未下载任何内容。请留意作者的许可证。</translation>
        </message>
        <message>
            <source>Open its page</source>
            <translation>打开页面</translation>
        </message>
        <message>
            <source>Repository at Hugging Face</source>
            <translation>Hugging Face 上的仓库</translation>
        </message>
        <message>
            <source>The name of a repository, or the address of its page</source>
            <translation>仓库名称，或其页面地址</translation>
        </message>
        <message>
            <source>There is not room enough on the disk: make some, or put it elsewhere.</source>
            <translation>磁盘空间不足：请腾出空间，或存放到别处。</translation>
        </message>
        <message>
            <source>You may close this and go on working. What was fetched stays when you cancel.</source>
            <translation>可以关闭此窗口继续工作。取消后，已下载的部分会保留。</translation>
        </message>
    </context>
    <context>
        <name>Header</name>
        <message>
            <source>Click to rename</source>
            <translation>单击可重命名</translation>
        </message>
        <message>
            <source>End solo</source>
            <translation>结束独奏</translation>
        </message>
        <message>
            <source>Find an input</source>
            <translation>查找输入项</translation>
        </message>
        <message>
            <source>Find an input (Ctrl+F)</source>
            <translation>查找输入项（Ctrl+F）</translation>
        </message>
        <message>
            <source>Hide the track</source>
            <translation>隐藏轨道</translation>
        </message>
        <message>
            <source>How loud the track is: double-click to change it</source>
            <translation>轨道的音量：双击以更改</translation>
        </message>
        <message>
            <source>Lock the track: nothing on it can be changed</source>
            <translation>锁定轨道：其上的内容都不能更改</translation>
        </message>
        <message>
            <source>Mute the track</source>
            <translation>将轨道静音</translation>
        </message>
        <message>
            <source>Name of the node</source>
            <translation>节点名称</translation>
        </message>
        <message>
            <source>Pin: an inspector that stays with this</source>
            <translation>固定：留一个检查器始终显示它</translation>
        </message>
        <message>
            <source>Show the track</source>
            <translation>显示轨道</translation>
        </message>
        <message>
            <source>Solo: leave out all others of its kind</source>
            <translation>独奏：忽略其他同类轨道</translation>
        </message>
        <message>
            <source>This program does not know this kind of node. What it holds is kept.</source>
            <translation>本程序不认识这种节点，它的内容会原样保留。</translation>
        </message>
        <message>
            <source>Track of pictures</source>
            <translation>画面轨道</translation>
        </message>
        <message>
            <source>Track of sound</source>
            <translation>声音轨道</translation>
        </message>
        <message>
            <source>Track of titles</source>
            <translation>字幕轨道</translation>
        </message>
        <message>
            <source>Unlock the track</source>
            <translation>解锁轨道</translation>
        </message>
        <message>
            <source>Unmute the track</source>
            <translation>取消轨道静音</translation>
        </message>
        <message>
            <source>Unpin: close this inspector</source>
            <translation>取消固定：关闭这个检查器</translation>
        </message>
        <message>
            <source>What is set here is set on all of them.</source>
            <translation>在这里设置的值会用于全部所选节点。</translation>
        </message>
        <message>
            <source>less</source>
            <translation>收起</translation>
        </message>
        <message>
            <source>more</source>
            <translation>详情</translation>
        </message>
        <message>
            <source>{count} kinds</source>
            <translation>{count} 种节点</translation>
        </message>
        <message>
            <source>{count} nodes</source>
            <translation>{count} 个节点</translation>
        </message>
    </context>
    <context>
        <name>Headers</name>
        <message>
            <source>Tracks</source>
            <translation>轨道</translation>
        </message>
        <message>
            <source>Where the playhead is</source>
            <translation>播放头的位置</translation>
        </message>
    </context>
    <context>
        <name>HistoryPanel</name>
        <message>
            <source>Beginning</source>
            <translation>开始</translation>
        </message>
        <message>
            <source>History</source>
            <translation>历史记录</translation>
        </message>
        <message>
            <source>now</source>
            <translation>当前</translation>
        </message>
        <message>
            <source>undone</source>
            <translation>已撤销</translation>
        </message>
        <message>
            <source>{count} nodes</source>
            <translation>{count} 个节点</translation>
        </message>
    </context>
    <context>
        <name>InputRow</name>
        <message>
            <source>Reset to the default</source>
            <translation>恢复默认值</translation>
        </message>
        <message>
            <source>Reset {name}</source>
            <translation>重置{name}</translation>
        </message>
        <message>
            <source>from a wire in {count} of them</source>
            <translation>其中 {count} 个由连线提供</translation>
        </message>
        <message>
            <source>mixed</source>
            <translation>不一致</translation>
        </message>
    </context>
    <context>
        <name>Inspector</name>
        <message>
            <source>Enter the group and drag inputs to Inputs, or use the menu of a port: Promote.</source>
            <translation>请进入组，将输入拖到“输入”上，或使用端口的菜单：提升。</translation>
        </message>
        <message>
            <source>Nothing is selected.
Click a node to set its values,
or press Tab on the canvas to add one.</source>
            <translation>未选择任何节点。
单击一个节点来设置参数，
或在画布上按 Tab 添加节点。</translation>
        </message>
        <message>
            <source>The node is not there any more.
Undo brings it back.</source>
            <translation>这个节点已不存在。
撤销可以把它找回来。</translation>
        </message>
        <message>
            <source>These nodes have no input in common.</source>
            <translation>这些节点没有共同的输入项。</translation>
        </message>
    </context>
    <context>
        <name>ItemInspector</name>
        <message>
            <source>Empty title</source>
            <translation>空字幕</translation>
        </message>
        <message>
            <source>Items of the timeline</source>
            <translation>时间线片段</translation>
        </message>
        <message>
            <source>Name of the item</source>
            <translation>片段名称</translation>
        </message>
        <message>
            <source>{count} items</source>
            <translation>{count} 个片段</translation>
        </message>
    </context>
    <context>
        <name>Library</name>
        <message>
            <source>Find a node</source>
            <translation>搜索节点</translation>
        </message>
        <message>
            <source>Kinds of node</source>
            <translation>节点类型</translation>
        </message>
        <message>
            <source>My groups</source>
            <translation>我的组</translation>
        </message>
        <message>
            <source>No node is called that</source>
            <translation>没有这样的节点</translation>
        </message>
    </context>
    <context>
        <name>LinkedNotice</name>
        <message>
            <source>Give this group an inside of its own</source>
            <translation>让此组拥有自己独立的内容</translation>
        </message>
        <message>
            <source>Make unique</source>
            <translation>使其独立</translation>
        </message>
        <message>
            <source>{linked}: what is changed inside changes in all of them.</source>
            <translation>{linked}：在其中所作的更改会应用到所有关联的组。</translation>
        </message>
    </context>
    <context>
        <name>ListField</name>
        <message>
            <source>not set</source>
            <translation>未设置</translation>
        </message>
        <message>
            <source>{value} (missing)</source>
            <translation>{value}（缺失）</translation>
        </message>
    </context>
    <context>
        <name>Making</name>
        <message>
            <source>A node for it is in the graph. Render what is missing to see it.</source>
            <translation>节点图中已为它添加节点。渲染缺少的内容即可看到。</translation>
        </message>
        <message>
            <source>Select a picture on the timeline first.</source>
            <translation>请先在时间线上选择一个画面。</translation>
        </message>
        <message>
            <source>Select an item that shows a node.</source>
            <translation>请选择一个显示节点的片段。</translation>
        </message>
        <message>
            <source>There is no gap at the playhead: put it between two items.</source>
            <translation>播放头处没有空隙：请把它放在两个片段之间。</translation>
        </message>
    </context>
    <context>
        <name>MarkerDialog</name>
        <message>
            <source>Colour</source>
            <translation>颜色</translation>
        </message>
        <message>
            <source>Marker</source>
            <translation>标记</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>便签</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
    </context>
    <context>
        <name>Missing</name>
        <message>
            <source>Nothing of the film is missing.</source>
            <translation>影片不缺任何内容。</translation>
        </message>
        <message>
            <source>What is missing is being rendered already.</source>
            <translation>缺少的内容已经在渲染了。</translation>
        </message>
    </context>
    <context>
        <name>MissingButton</name>
        <message>
            <source>Render missing ({count})</source>
            <translation>渲染缺少的（{count}）</translation>
        </message>
        <message>
            <source>Render what this timeline shows and is not made yet, and nothing else</source>
            <translation>只渲染这条时间线要显示而还没有生成的内容</translation>
        </message>
        <message>
            <source>Rendering ({count})</source>
            <translation>正在渲染（{count}）</translation>
        </message>
    </context>
    <context>
        <name>ModelPage</name>
        <message>
            <source>Add a LoRA node, and connect it to the model of other nodes.</source>
            <translation>添加一个 LoRA 节点，并把它连接到其他节点的模型上。</translation>
        </message>
        <message>
            <source>By default</source>
            <translation>默认</translation>
        </message>
        <message>
            <source>Can do</source>
            <translation>能力</translation>
        </message>
        <message>
            <source>Fits</source>
            <translation>内存</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>文件夹</translation>
        </message>
        <message>
            <source>From a file</source>
            <translation>来自文件</translation>
        </message>
        <message>
            <source>How it runs</source>
            <translation>运行方式</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>许可证</translation>
        </message>
        <message>
            <source>Made for</source>
            <translation>适用于</translation>
        </message>
        <message>
            <source>Published at</source>
            <translation>发布于</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Remedy</source>
            <translation>解决办法</translation>
        </message>
        <message>
            <source>Sizes</source>
            <translation>尺寸</translation>
        </message>
        <message>
            <source>The chosen model</source>
            <translation>所选模型</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>用法</translation>
        </message>
        <message>
            <source>Weights</source>
            <translation>权重</translation>
        </message>
        <message>
            <source>none of the models here</source>
            <translation>这里没有合适的模型</translation>
        </message>
        <message>
            <source>not told by the file</source>
            <translation>文件未说明</translation>
        </message>
        <message>
            <source>not told by the folder</source>
            <translation>文件夹未说明</translation>
        </message>
    </context>
    <context>
        <name>ModelsDialog</name>
        <message>
            <source>A folder with models, or of a model</source>
            <translation>包含模型的文件夹，或某个模型的文件夹</translation>
        </message>
        <message>
            <source>Add folder…</source>
            <translation>添加文件夹…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Do not look in this folder any more. What is in it stays.</source>
            <translation>不再在此文件夹中查找。其中的内容保持不变。</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>文件夹</translation>
        </message>
        <message>
            <source>Folders in which models are looked for</source>
            <translation>查找模型的文件夹</translation>
        </message>
        <message>
            <source>Get a model…</source>
            <translation>获取模型…</translation>
        </message>
        <message>
            <source>Get what is missing…</source>
            <translation>获取缺失的文件…</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>重新查找</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>Models come as folders with a model_index.json, as diffusers saves them.</source>
            <translation>模型是包含 model_index.json 的文件夹，即 diffusers 保存的格式。</translation>
        </message>
        <message>
            <source>Models of this machine</source>
            <translation>本机的模型</translation>
        </message>
        <message>
            <source>Reading the models…</source>
            <translation>正在读取模型…</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>在文件夹中显示</translation>
        </message>
        <message>
            <source>{folder} is not there now: its models come back with it.</source>
            <translation>{folder} 现在不存在：它恢复后，其中的模型也会恢复。</translation>
        </message>
    </context>
    <context>
        <name>NameLine</name>
        <message>
            <source>Name of the take</source>
            <translation>版本的名称</translation>
        </message>
    </context>
    <context>
        <name>NumberField</name>
        <message>
            <source>as the model advises</source>
            <translation>采用模型建议值</translation>
        </message>
        <message>
            <source>not set</source>
            <translation>未设置</translation>
        </message>
    </context>
    <context>
        <name>OfferForm</name>
        <message>
            <source>Precision</source>
            <translation>精度</translation>
        </message>
        <message>
            <source>Put it into</source>
            <translation>存放到</translation>
        </message>
        <message>
            <source>the cache of Hugging Face, which other programs share</source>
            <translation>Hugging Face 缓存（与其他程序共用）</translation>
        </message>
    </context>
    <context>
        <name>OrderForm</name>
        <message>
            <source>Format</source>
            <translation>格式</translation>
        </message>
        <message>
            <source>Frame</source>
            <translation>画框</translation>
        </message>
        <message>
            <source>Frame rate</source>
            <translation>帧率</translation>
        </message>
        <message>
            <source>Frames</source>
            <translation>帧</translation>
        </message>
        <message>
            <source>In the frame</source>
            <translation>画框中</translation>
        </message>
        <message>
            <source>Quality</source>
            <translation>质量</translation>
        </message>
        <message>
            <source>Rate as it is</source>
            <translation>帧率不变</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>尺寸</translation>
        </message>
        <message>
            <source>Size as it is</source>
            <translation>尺寸不变</translation>
        </message>
        <message>
            <source>Use the encoder of the graphics card, if there is one</source>
            <translation>如有显卡编码器则使用</translation>
        </message>
        <message>
            <source>{rate} fps</source>
            <translation>{rate} fps</translation>
        </message>
    </context>
    <context>
        <name>Outline</name>
        <message>
            <source>Filter the nodes</source>
            <translation>筛选节点</translation>
        </message>
        <message>
            <source>No node is called that</source>
            <translation>没有这样的节点</translation>
        </message>
        <message>
            <source>Nodes</source>
            <translation>节点</translation>
        </message>
        <message>
            <source>There are no nodes yet</source>
            <translation>还没有节点</translation>
        </message>
    </context>
    <context>
        <name>OwnGroups</name>
        <message>
            <source>Groups</source>
            <translation>组</translation>
        </message>
        <message>
            <source>Save the group</source>
            <translation>保存组</translation>
        </message>
        <message>
            <source>{file} was not opened</source>
            <translation>未能打开 {file}</translation>
        </message>
        <message>
            <source>{file} was not saved</source>
            <translation>未能保存 {file}</translation>
        </message>
    </context>
    <context>
        <name>PaceDialog</name>
        <message>
            <source>Play backwards</source>
            <translation>倒放</translation>
        </message>
        <message>
            <source>Speed</source>
            <translation>速度</translation>
        </message>
        <message>
            <source>Speed and direction</source>
            <translation>速度与方向</translation>
        </message>
        <message>
            <source>What comes later makes way or closes up</source>
            <translation>后面的内容让出位置或补上空隙</translation>
        </message>
    </context>
    <context>
        <name>PinnedNotice</name>
        <message>
            <source>Make the node compute from its values again</source>
            <translation>让节点重新按其参数值计算</translation>
        </message>
        <message>
            <source>Pinned: take {number} is used, whatever the values say.</source>
            <translation>已固定：使用版本 {number}，无论参数值如何。</translation>
        </message>
        <message>
            <source>Unpin</source>
            <translation>取消固定</translation>
        </message>
    </context>
    <context>
        <name>PlaceView</name>
        <message>
            <source>Drag it; arrow keys move it, Shift by more, Ctrl the corner</source>
            <translation>拖动即可；方向键移动，Shift 走得更远，Ctrl 移动角点</translation>
        </message>
        <message>
            <source>Place in the frame</source>
            <translation>画面中的位置</translation>
        </message>
    </context>
    <context>
        <name>Preview</name>
        <message>
            <source>5.1 sound, {rate} kHz</source>
            <translation>5.1 声道，{rate} kHz</translation>
        </message>
        <message>
            <source>Action safe</source>
            <translation>动作安全区</translation>
        </message>
        <message>
            <source>Nothing to show yet: press Run</source>
            <translation>还没有可预览的内容：请点“运行”</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>预览</translation>
        </message>
        <message>
            <source>Title safe</source>
            <translation>字幕安全区</translation>
        </message>
        <message>
            <source>about {values}</source>
            <translation>约 {values}</translation>
        </message>
        <message>
            <source>live</source>
            <translation>实时</translation>
        </message>
        <message>
            <source>live · {step}</source>
            <translation>实时 · {step}</translation>
        </message>
        <message>
            <source>mono sound, {rate} kHz</source>
            <translation>单声道，{rate} kHz</translation>
        </message>
        <message>
            <source>stereo sound, {rate} kHz</source>
            <translation>立体声，{rate} kHz</translation>
        </message>
        <message>
            <source>{size} · {count} frames · {rate} fps</source>
            <translation>{size} · {count} 帧 · {rate} fps</translation>
        </message>
    </context>
    <context>
        <name>Problems</name>
        <message>
            <source>1 problem</source>
            <translation>1 个问题</translation>
        </message>
        <message>
            <source>No problems: everything is ready to run</source>
            <translation>没有问题，一切就绪，可以运行</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>The project</source>
            <translation>该项目</translation>
        </message>
        <message>
            <source>and {count} more nodes</source>
            <translation>另有 {count} 个节点</translation>
        </message>
        <message>
            <source>{count} problems</source>
            <translation>{count} 个问题</translation>
        </message>
    </context>
    <context>
        <name>ProjectFiles</name>
        <message>
            <source>Open a project or an exported film</source>
            <translation>打开项目或导出的影片</translation>
        </message>
        <message>
            <source>Projects</source>
            <translation>项目</translation>
        </message>
        <message>
            <source>Projects and films</source>
            <translation>项目和影片</translation>
        </message>
        <message>
            <source>Save the project</source>
            <translation>保存项目</translation>
        </message>
        <message>
            <source>Untitled</source>
            <translation>未命名</translation>
        </message>
        <message>
            <source>{file} was not opened</source>
            <translation>未能打开 {file}</translation>
        </message>
        <message>
            <source>{file} was not saved</source>
            <translation>未能保存 {file}</translation>
        </message>
    </context>
    <context>
        <name>PromptField</name>
        <message>
            <source> · the rest is not read</source>
            <translation> · 超出部分不会被读取</translation>
        </message>
        <message>
            <source>After a run the text stands here, to be edited.</source>
            <translation>运行之后，文字会显示在这里，可以修改。</translation>
        </message>
        <message>
            <source>Edit this text</source>
            <translation>修改这段文字</translation>
        </message>
        <message>
            <source>tokens</source>
            <translation>词元</translation>
        </message>
    </context>
    <context>
        <name>ProvenanceBox</name>
        <message>
            <source>Content Credentials are signed: which models and files it was made with, and that nothing was changed since. The project, with its prompts and the places of its files, brings everything back when the film is opened.</source>
            <translation>内容凭证经过签名：说明它用了哪些模型和文件，以及此后没有任何改动。项目连同提示词和文件位置一起保存在影片里，打开影片就能恢复一切。</translation>
        </message>
        <message>
            <source>What films carry</source>
            <translation>影片附带的内容</translation>
        </message>
        <message>
            <source>credentials alone</source>
            <translation>仅凭证</translation>
        </message>
        <message>
            <source>credentials and the project</source>
            <translation>凭证和项目</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>无</translation>
        </message>
        <message>
            <source>the project, unsigned</source>
            <translation>项目，不签名</translation>
        </message>
    </context>
    <context>
        <name>QueuePanel</name>
        <message>
            <source>Cancel all runs</source>
            <translation>取消全部运行</translation>
        </message>
        <message>
            <source>Cancel this run</source>
            <translation>取消此运行</translation>
        </message>
        <message>
            <source>Clear the runs that are over</source>
            <translation>清除已结束的运行</translation>
        </message>
        <message>
            <source>Let the queue go on</source>
            <translation>继续队列</translation>
        </message>
        <message>
            <source>Move down</source>
            <translation>下移</translation>
        </message>
        <message>
            <source>Move up</source>
            <translation>上移</translation>
        </message>
        <message>
            <source>Pause: what waits does not begin</source>
            <translation>暂停：等待中的运行不会开始</translation>
        </message>
        <message>
            <source>Queue of runs</source>
            <translation>运行队列</translation>
        </message>
        <message>
            <source>Remove from the list</source>
            <translation>从列表中移除</translation>
        </message>
        <message>
            <source>Remove from the queue</source>
            <translation>从队列中移除</translation>
        </message>
        <message>
            <source>Runs wait here for their turn. Press Run while one is under way, and another waits behind it.</source>
            <translation>运行在此依次等待。在一个运行进行时再按“运行”，新的运行就会排在它后面。</translation>
        </message>
    </context>
    <context>
        <name>Readiness</name>
        <message>
            <source>Redo</source>
            <translation>重做</translation>
        </message>
        <message>
            <source>Redo {step}</source>
            <translation>重做：{step}</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Undo {step}</source>
            <translation>撤销：{step}</translation>
        </message>
    </context>
    <context>
        <name>Recovery</name>
        <message>
            <source>1 run was waiting</source>
            <translation>有 1 个运行在等待</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>不保存</translation>
        </message>
        <message>
            <source>Keep both</source>
            <translation>两个都保留</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>暂不</translation>
        </message>
        <message>
            <source>OK</source>
            <translation>好</translation>
        </message>
        <message>
            <source>Recovered work on {name} from {time}</source>
            <translation>已找到 {name} 在 {time} 未保存的工作</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>恢复</translation>
        </message>
        <message>
            <source>Run it</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>Run them</source>
            <translation>全部运行</translation>
        </message>
        <message>
            <source>The recovered work is in {file}</source>
            <translation>恢复的工作在 {file} 中</translation>
        </message>
        <message>
            <source>Unsaved work was damaged and cannot be recovered. What is left of it is in {file}</source>
            <translation>未保存的工作已损坏，无法恢复。残余内容在 {file} 中</translation>
        </message>
        <message>
            <source>Untitled</source>
            <translation>未命名</translation>
        </message>
        <message>
            <source>{count} runs were waiting</source>
            <translation>有 {count} 个运行在等待</translation>
        </message>
        <message>
            <source>{name} has runs since {time} that are not over</source>
            <translation>{name} 自 {time} 起有运行尚未完成</translation>
        </message>
    </context>
    <context>
        <name>RowMenu</name>
        <message>
            <source>Copy to the selected nodes</source>
            <translation>复制到所选节点</translation>
        </message>
        <message>
            <source>Copy value</source>
            <translation>复制值</translation>
        </message>
        <message>
            <source>Paste value</source>
            <translation>粘贴参数值</translation>
        </message>
        <message>
            <source>Reset to the default</source>
            <translation>恢复默认值</translation>
        </message>
        <message>
            <source>Use for all</source>
            <translation>全部使用</translation>
        </message>
        <message>
            <source>empty</source>
            <translation>空</translation>
        </message>
    </context>
    <context>
        <name>RunReport</name>
        <message>
            <source>Cache {size}</source>
            <translation>缓存 {size}</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>已取消</translation>
        </message>
        <message>
            <source>Done in {seconds} s</source>
            <translation>已完成，用时 {seconds} 秒</translation>
        </message>
        <message>
            <source>Ready</source>
            <translation>就绪</translation>
        </message>
        <message>
            <source>The queue is paused</source>
            <translation>队列已暂停</translation>
        </message>
        <message>
            <source>{file} is ready.</source>
            <translation>{file} 已导出。</translation>
        </message>
    </context>
    <context>
        <name>ScopesPanel</name>
        <message>
            <source>Scopes</source>
            <translation>示波器</translation>
        </message>
    </context>
    <context>
        <name>SeedField</name>
        <message>
            <source>Another random seed</source>
            <translation>换一个随机种子</translation>
        </message>
        <message>
            <source>Click to keep this seed</source>
            <translation>点击以保留这个种子</translation>
        </message>
        <message>
            <source>Click to throw another one at every run</source>
            <translation>点击后每次运行都换一个种子</translation>
        </message>
        <message>
            <source>Locked: every run takes this seed</source>
            <translation>已锁定：每次运行都用这个种子</translation>
        </message>
        <message>
            <source>Unlocked: every run takes another seed</source>
            <translation>未锁定：每次运行都换一个种子</translation>
        </message>
    </context>
    <context>
        <name>SettingsDialog</name>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message>
            <source>Canvas</source>
            <translation>画布</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Dragged nodes snap into line with others</source>
            <translation>拖动节点时与其他节点对齐</translation>
        </message>
        <message>
            <source>Films</source>
            <translation>影片</translation>
        </message>
        <message>
            <source>Keyboard shortcuts…</source>
            <translation>键盘快捷键…</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>画风</translation>
        </message>
        <message>
            <source>More</source>
            <translation>更多</translation>
        </message>
        <message>
            <source>Results on disk…</source>
            <translation>磁盘上的结果…</translation>
        </message>
        <message>
            <source>Shaking a dragged node takes its wires off</source>
            <translation>拖动时晃动节点可断开其连线</translation>
        </message>
        <message>
            <source>Show the minimap</source>
            <translation>显示小地图</translation>
        </message>
        <message>
            <source>Signing key…</source>
            <translation>签名密钥…</translation>
        </message>
        <message>
            <source>Size, from the next start</source>
            <translation>界面大小（下次启动生效）</translation>
        </message>
        <message>
            <source>The wheel</source>
            <translation>滚轮</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>主题</translation>
        </message>
        <message>
            <source>They carry</source>
            <translation>影片附带</translation>
        </message>
        <message>
            <source>Two fingers</source>
            <translation>双指滑动</translation>
        </message>
        <message>
            <source>Wire a new node to the selected ones</source>
            <translation>将新节点连接到所选节点</translation>
        </message>
        <message>
            <source>pan; a pinch zooms</source>
            <translation>平移；捏合则缩放</translation>
        </message>
        <message>
            <source>pans; with Ctrl it zooms</source>
            <translation>平移；按住 Ctrl 则缩放</translation>
        </message>
        <message>
            <source>zoom; with Shift they pan</source>
            <translation>缩放；按住 Shift 则平移</translation>
        </message>
        <message>
            <source>zooms; with Shift it pans</source>
            <translation>缩放；按住 Shift 则平移</translation>
        </message>
    </context>
    <context>
        <name>Sharing</name>
        <message>
            <source>Writing {name}…</source>
            <translation>正在写入 {name}…</translation>
        </message>
        <message>
            <source>{file} is copied: paste it where you like.</source>
            <translation>已复制 {file}，可以粘贴到任意位置。</translation>
        </message>
        <message>
            <source>{file} is ready: drag it once more.</source>
            <translation>{file} 已准备好，请再拖动一次。</translation>
        </message>
    </context>
    <context>
        <name>ShortcutTable</name>
        <message>
            <source>At first: {keys}</source>
            <translation>默认：{keys}</translation>
        </message>
        <message>
            <source>Command</source>
            <translation>命令</translation>
        </message>
        <message>
            <source>Commands and their keys</source>
            <translation>命令及其按键</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>按键</translation>
        </message>
        <message>
            <source>Or</source>
            <translation>或者</translation>
        </message>
        <message>
            <source>These stay as they are</source>
            <translation>以下按键固定不变</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>位置</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
    </context>
    <context>
        <name>ShortcutsDialog</name>
        <message>
            <source>Clear</source>
            <translation>清空</translation>
        </message>
        <message>
            <source>Click a key, or press Enter on it, and press the new keys. A dot marks what you changed.</source>
            <translation>单击一个按键，或在其上按回车，然后按下新的按键。圆点表示已修改。</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>键盘快捷键</translation>
        </message>
        <message>
            <source>Leave it there</source>
            <translation>保持原样</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>恢复默认</translation>
        </message>
        <message>
            <source>Reset all</source>
            <translation>全部恢复默认</translation>
        </message>
        <message>
            <source>Search for a command or a key</source>
            <translation>搜索命令或按键</translation>
        </message>
        <message>
            <source>Use it here</source>
            <translation>改用于此</translation>
        </message>
        <message>
            <source>{key} cannot be used here: {what}.</source>
            <translation>这里不能使用 {key}：{what}。</translation>
        </message>
        <message>
            <source>{key} is {command}: use it here instead?</source>
            <translation>{key} 已用于“{command}”：要改用于此吗？</translation>
        </message>
    </context>
    <context>
        <name>SigningKeyDialog</name>
        <message>
            <source>All files</source>
            <translation>所有文件</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Certificates</source>
            <translation>证书</translation>
        </message>
        <message>
            <source>Choose the file: {name}</source>
            <translation>选择文件：{name}</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>Keys and certificates</source>
            <translation>密钥和证书</translation>
        </message>
        <message>
            <source>My own key</source>
            <translation>我自己的密钥</translation>
        </message>
        <message>
            <source>Others see that nothing was changed, and an unknown signer: nobody vouches for this key.</source>
            <translation>别人能看到没有任何改动，但签名者未知：没有人为这个密钥担保。</translation>
        </message>
        <message>
            <source>Others see the name in your certificate. Soraapp reads the key when it signs, and keeps no copy.</source>
            <translation>别人能看到您证书中的名称。Soraapp 只在签名时读取密钥，不保留副本。</translation>
        </message>
        <message>
            <source>Private key</source>
            <translation>私钥</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Signing key</source>
            <translation>签名密钥</translation>
        </message>
        <message>
            <source>The key of this installation, which it makes for itself</source>
            <translation>本机自己生成的密钥</translation>
        </message>
    </context>
    <context>
        <name>SilenceOffer</name>
        <message>
            <source>End it and go on</source>
            <translation>结束它并继续</translation>
        </message>
        <message>
            <source>The process that computes has given no sign for {seconds} s.</source>
            <translation>计算进程已有 {seconds} 秒没有响应。</translation>
        </message>
        <message>
            <source>Wait</source>
            <translation>等待</translation>
        </message>
        <message>
            <source>{node} has given no sign for {seconds} s.</source>
            <translation>{node} 已有 {seconds} 秒没有响应。</translation>
        </message>
    </context>
    <context>
        <name>SizeDialog</name>
        <message>
            <source>Another size</source>
            <translation>其他尺寸</translation>
        </message>
        <message>
            <source>Frames a second</source>
            <translation>每秒帧数</translation>
        </message>
        <message>
            <source>Height in pixels</source>
            <translation>高度（像素）</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>尺寸</translation>
        </message>
        <message>
            <source>Size and frame rate of {name}</source>
            <translation>{name} 的尺寸和帧率</translation>
        </message>
        <message>
            <source>Width in pixels</source>
            <translation>宽度（像素）</translation>
        </message>
    </context>
    <context>
        <name>SoundButton</name>
        <message>
            <source>Sound off (M)</source>
            <translation>声音关闭（M 键）</translation>
        </message>
        <message>
            <source>Sound on, {volume} (M; the wheel changes it)</source>
            <translation>声音开启，{volume}（M 键；滚轮调节音量）</translation>
        </message>
        <message>
            <source>This system has no sound device: nothing can be heard</source>
            <translation>系统没有声音设备，听不到声音</translation>
        </message>
        <message>
            <source>{percent} %</source>
            <translation>{percent}%</translation>
        </message>
    </context>
    <context>
        <name>Sources</name>
        <message>
            <source>Disconnect {name}</source>
            <translation>断开与 {name} 的连接</translation>
        </message>
        <message>
            <source>Drag a wire to this input on the canvas.</source>
            <translation>在画布上把连线拖到这个输入端口。</translation>
        </message>
        <message>
            <source>Move {name} down</source>
            <translation>下移{name}</translation>
        </message>
        <message>
            <source>Move {name} up</source>
            <translation>上移{name}</translation>
        </message>
        <message>
            <source>from {name}</source>
            <translation>来自 {name}</translation>
        </message>
        <message>
            <source>not wired</source>
            <translation>未连接</translation>
        </message>
        <message>
            <source>not wired · optional</source>
            <translation>未连接 · 可选</translation>
        </message>
    </context>
    <context>
        <name>SpanRow</name>
        <message>
            <source>First frame</source>
            <translation>首帧</translation>
        </message>
        <message>
            <source>Last frame</source>
            <translation>末帧</translation>
        </message>
        <message>
            <source>the end</source>
            <translation>结尾</translation>
        </message>
        <message>
            <source>to</source>
            <translation>到</translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message>
            <source>1 problem</source>
            <translation>1 个问题</translation>
        </message>
        <message>
            <source>Dark / light theme</source>
            <translation>深色/浅色主题</translation>
        </message>
        <message>
            <source>How much room the results take on disk</source>
            <translation>结果在磁盘上占用的空间</translation>
        </message>
        <message>
            <source>No problems</source>
            <translation>没有问题</translation>
        </message>
        <message>
            <source>Paused: {count} waiting</source>
            <translation>已暂停：{count} 个等待中</translation>
        </message>
        <message>
            <source>Queue</source>
            <translation>队列</translation>
        </message>
        <message>
            <source>Queue paused</source>
            <translation>队列已暂停</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>在文件夹中显示</translation>
        </message>
        <message>
            <source>Show the list of problems</source>
            <translation>显示问题列表</translation>
        </message>
        <message>
            <source>Show the queue of runs</source>
            <translation>显示运行队列</translation>
        </message>
        <message>
            <source>{count} problems</source>
            <translation>{count} 个问题</translation>
        </message>
        <message>
            <source>{count} waiting</source>
            <translation>{count} 个等待中</translation>
        </message>
    </context>
    <context>
        <name>StorageDialog</name>
        <message>
            <source> GB</source>
            <translation> GB</translation>
        </message>
        <message>
            <source>At most</source>
            <translation>最多</translation>
        </message>
        <message>
            <source>Automatic: a tenth of the free disk, now {limit}</source>
            <translation>自动：可用磁盘空间的十分之一，目前为 {limit}</translation>
        </message>
        <message>
            <source>Beside these, weights of a model in use wait on the disk: {size}</source>
            <translation>此外，正在使用的模型有权重暂存在磁盘上：{size}</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Clips: {clips} · Results: {results} · Half made: {unfinished} · Prompts: {prompts}</source>
            <translation>片段：{clips} · 结果：{results} · 未完成：{unfinished} · 提示词：{prompts}</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Remove all results</source>
            <translation>删除所有结果</translation>
        </message>
        <message>
            <source>Remove all…</source>
            <translation>全部删除…</translation>
        </message>
        <message>
            <source>Remove {size} of results?</source>
            <translation>删除 {size} 的结果？</translation>
        </message>
        <message>
            <source>Results on disk</source>
            <translation>磁盘上的结果</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>The least recently used {size} make room when the next result is stored.</source>
            <translation>存入下一个结果时，将清除最久未使用的 {size}。</translation>
        </message>
        <message>
            <source>The most that results may take, in GB</source>
            <translation>结果最多可占用的空间，单位 GB</translation>
        </message>
        <message>
            <source>The pictures of all takes go, in every project, clips that are half made start anew, and prompts are read anew. Projects and exported films stay; Run makes results again, which takes the time that it took before.</source>
            <translation>所有项目中各次结果的画面都会删除，未完成的片段将从头开始，提示词也会重新读取。项目和已导出的影片会保留；运行会重新生成结果，所需时间与之前相同。</translation>
        </message>
        <message>
            <source>When it is full, the least recently used results make room; open projects keep theirs last.</source>
            <translation>存满时，最久未使用的结果先被清除；已打开项目的结果最后才清除。</translation>
        </message>
        <message>
            <source>{used} of at most {limit}</source>
            <translation>{used}，最多 {limit}</translation>
        </message>
    </context>
    <context>
        <name>TakeButtons</name>
        <message>
            <source>All takes side by side (G)</source>
            <translation>所有版本并排（G）</translation>
        </message>
        <message>
            <source>Compare the selected takes (C)</source>
            <translation>比较所选的版本（C）</translation>
        </message>
        <message>
            <source>Show only takes with stars</source>
            <translation>只显示有星级的版本</translation>
        </message>
        <message>
            <source>Variants…</source>
            <translation>变体…</translation>
        </message>
    </context>
    <context>
        <name>TakesStrip</name>
        <message>
            <source>Takes</source>
            <translation>版本</translation>
        </message>
    </context>
    <context>
        <name>TimeField</name>
        <message>
            <source>Go to a time</source>
            <translation>转到时间</translation>
        </message>
        <message>
            <source>Such as 1:12 (second 1, frame 12), 250 (a frame), 2.5s, or +10 frames from here</source>
            <translation>例如 1:12（第 1 秒第 12 帧）、250（帧）、2.5s，或 +10（从此处起的帧数）</translation>
        </message>
    </context>
    <context>
        <name>TimelinePanel</name>
        <message>
            <source>Timeline</source>
            <translation>时间线</translation>
        </message>
    </context>
    <context>
        <name>TimelineView</name>
        <message>
            <source>Tracks of the timeline</source>
            <translation>时间线的轨道</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>It waits behind the run under way.</source>
            <translation>它会排在正在进行的运行之后。</translation>
        </message>
        <message>
            <source>There is unsaved work</source>
            <translation>有未保存的更改</translation>
        </message>
    </context>
    <context>
        <name>Transport</name>
        <message>
            <source>Click to type a time (T)</source>
            <translation>点击输入时间（T）</translation>
        </message>
        <message>
            <source>J K L play backward, rest and play forward; I and O mark a part, Alt+X plays all</source>
            <translation>J K L：倒放、停止、播放；I 和 O 标记一段，Alt+X 播放全部</translation>
        </message>
        <message>
            <source>One frame back (Left)</source>
            <translation>后退一帧（←）</translation>
        </message>
        <message>
            <source>One frame forward (Right)</source>
            <translation>前进一帧（→）</translation>
        </message>
        <message>
            <source>Pause (Space)</source>
            <translation>暂停（空格）</translation>
        </message>
        <message>
            <source>Play (Space)</source>
            <translation>播放（空格）</translation>
        </message>
        <message>
            <source>Play in a loop</source>
            <translation>循环播放</translation>
        </message>
        <message>
            <source>To the start (Home)</source>
            <translation>回到开头（Home）</translation>
        </message>
        <message>
            <source>frame {number}</source>
            <translation>第 {number} 帧</translation>
        </message>
    </context>
    <context>
        <name>VariantsDialog</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Make 1 variant</source>
            <translation>制作 1 个变体</translation>
        </message>
        <message>
            <source>Make variants</source>
            <translation>制作变体</translation>
        </message>
        <message>
            <source>Make variants ({count})</source>
            <translation>制作 {count} 个变体</translation>
        </message>
        <message>
            <source>Values</source>
            <translation>取值</translation>
        </message>
        <message>
            <source>Variants of {node}</source>
            <translation>{node}的变体</translation>
        </message>
        <message>
            <source>Vary</source>
            <translation>变化</translation>
        </message>
        <message>
            <source>What is wired there is left aside for the variants.</source>
            <translation>制作变体时不使用此处的连线。</translation>
        </message>
    </context>
    <context>
        <name>Viewers</name>
        <message>
            <source>Viewer {slot} shows {node}, which was selected last; one viewer shows one node</source>
            <translation>查看器 {slot} 显示最后选中的 {node}；一个查看器只显示一个节点</translation>
        </message>
        <message>
            <source>Viewer {slot} shows {node}; Ctrl+{slot} gives it to the selected node</source>
            <translation>查看器 {slot} 显示 {node}；按 Ctrl+{slot} 改为所选节点</translation>
        </message>
    </context>
    <context>
        <name>Viewing</name>
        <message>
            <source>A node that was deleted is being finished</source>
            <translation>正在完成一个已删除的节点</translation>
        </message>
        <message>
            <source>A run is under way: choose a node to see how far it is</source>
            <translation>正在运行：选择一个节点查看其进度</translation>
        </message>
        <message>
            <source>Add a node from the library, or press Tab on the canvas</source>
            <translation>从节点库添加节点，或在画布上按 Tab</translation>
        </message>
        <message>
            <source>Nothing comes to {node}: it has nothing to pass on</source>
            <translation>没有内容连接到{node}：它没有可传递的内容</translation>
        </message>
        <message>
            <source>Press Run to see the film, or choose a node</source>
            <translation>点“运行”查看影片，或选择一个节点</translation>
        </message>
        <message>
            <source>{node} is getting ready…</source>
            <translation>{node} 正在准备…</translation>
        </message>
        <message>
            <source>{node} is muted: it passes nothing on</source>
            <translation>{node} 已静默：它不传递任何内容</translation>
        </message>
        <message>
            <source>{node} is muted: nothing inside of it runs</source>
            <translation>{node} 已静默：其中的节点都不会运行</translation>
        </message>
        <message>
            <source>{node} waits for a node that failed</source>
            <translation>{node} 的上游节点失败，无法继续</translation>
        </message>
        <message>
            <source>{node} waits for its turn</source>
            <translation>{node} 正在排队</translation>
        </message>
        <message>
            <source>{node} was not run yet: press Run</source>
            <translation>{node} 还没有运行过：请点“运行”</translation>
        </message>
    </context>
    <context>
        <name>WorkspaceSwitch</name>
        <message>
            <source>Cut the film on the timeline</source>
            <translation>在时间线上剪辑影片</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>剪辑</translation>
        </message>
        <message>
            <source>Graph</source>
            <translation>节点图</translation>
        </message>
        <message>
            <source>Look at what was made</source>
            <translation>查看生成的内容</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>审看</translation>
        </message>
        <message>
            <source>Wire nodes and see what they make</source>
            <translation>连接节点并查看结果</translation>
        </message>
    </context>
    <context>
        <name>ZoomButton</name>
        <message>
            <source>Centre cross</source>
            <translation>中心十字</translation>
        </message>
        <message>
            <source>Ctrl and the wheel, + and - zoom; F fits; Z is one to one, as is a double-click</source>
            <translation>Ctrl 加滚轮或 + 和 - 缩放；F 适合视图；Z 或双击一比一</translation>
        </message>
        <message>
            <source>Fit</source>
            <translation>适合</translation>
        </message>
        <message>
            <source>Frame 1:1</source>
            <translation>画框 1:1</translation>
        </message>
        <message>
            <source>Frame 2.39:1</source>
            <translation>画框 2.39:1</translation>
        </message>
        <message>
            <source>Frame 4:5</source>
            <translation>画框 4:5</translation>
        </message>
        <message>
            <source>Frame 9:16</source>
            <translation>画框 9:16</translation>
        </message>
        <message>
            <source>Grid</source>
            <translation>网格</translation>
        </message>
        <message>
            <source>Pixel values under the pointer</source>
            <translation>指针下的像素值</translation>
        </message>
        <message>
            <source>Rulers</source>
            <translation>标尺</translation>
        </message>
        <message>
            <source>Safe areas: 90 % action, 80 % title</source>
            <translation>安全区：动作 90%，字幕 80%</translation>
        </message>
        <message>
            <source>Squares behind what is transparent</source>
            <translation>透明处显示棋盘格</translation>
        </message>
        <message>
            <source>The picture fits the view, at {zoom}</source>
            <translation>画面适合视图，{zoom}</translation>
        </message>
        <message>
            <source>The picture is seen at {zoom}</source>
            <translation>画面以 {zoom} 显示</translation>
        </message>
        <message>
            <source>Thirds</source>
            <translation>三分线</translation>
        </message>
        <message>
            <source>{percent} %</source>
            <translation>{percent}%</translation>
        </message>
    </context>
    <context>
        <name>ZoomSlider</name>
        <message>
            <source>Show the whole film</source>
            <translation>显示整部影片</translation>
        </message>
        <message>
            <source>Zoom</source>
            <translation>缩放</translation>
        </message>
        <message>
            <source>Zoom in</source>
            <translation>放大</translation>
        </message>
        <message>
            <source>Zoom out</source>
            <translation>缩小</translation>
        </message>
    </context>
    <context>
        <name>_Cells</name>
        <message>
            <source>Press keys…</source>
            <translation>请按键…</translation>
        </message>
    </context>
    <context>
        <name>_PathLine</name>
        <message>
            <source>Choose a file</source>
            <translation>选择文件</translation>
        </message>
        <message>
            <source>Choose a folder</source>
            <translation>选择文件夹</translation>
        </message>
    </context>
    <context>
        <name>_Switch</name>
        <message>
            <source>off</source>
            <translation>关</translation>
        </message>
        <message>
            <source>on</source>
            <translation>开</translation>
        </message>
    </context>
    <context>
        <name>abilities</name>
        <message>
            <source>a character that moves as an actor does</source>
            <translation>像演员一样动的角色</translation>
        </message>
        <message>
            <source>a picture to begin with</source>
            <translation>以一张图片开始</translation>
        </message>
        <message>
            <source>masks</source>
            <translation>遮罩</translation>
        </message>
        <message>
            <source>picture to picture</source>
            <translation>图片到图片</translation>
        </message>
        <message>
            <source>pictures and clips kept at any frame</source>
            <translation>可在任意帧保留图片和片段</translation>
        </message>
        <message>
            <source>pictures from text</source>
            <translation>由文字生成图片</translation>
        </message>
        <message>
            <source>sound with the clip</source>
            <translation>随片段生成声音</translation>
        </message>
        <message>
            <source>steering the camera and a player</source>
            <translation>操控镜头和角色</translation>
        </message>
        <message>
            <source>video from a picture to begin with, which it needs</source>
            <translation>由起始图片生成视频（必须有图片）</translation>
        </message>
        <message>
            <source>video from text</source>
            <translation>由文字生成视频</translation>
        </message>
        <message>
            <source>video to video</source>
            <translation>视频到视频</translation>
        </message>
    </context>
    <context>
        <name>accessible</name>
        <message>
            <source>Connect from here</source>
            <translation>从这里连接</translation>
        </message>
        <message>
            <source>Connect here</source>
            <translation>连接到这里</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>Disconnect</source>
            <translation>断开连线</translation>
        </message>
        <message>
            <source>Go to where it comes from</source>
            <translation>转到它的来源</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>菜单</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>重命名</translation>
        </message>
        <message>
            <source>Select</source>
            <translation>选择</translation>
        </message>
        <message>
            <source>connected with {ends}</source>
            <translation>已与{ends}连接</translation>
        </message>
        <message>
            <source>empty</source>
            <translation>空</translation>
        </message>
        <message>
            <source>input</source>
            <translation>输入</translation>
        </message>
        <message>
            <source>not connected</source>
            <translation>未连接</translation>
        </message>
        <message>
            <source>of the kind {kind}</source>
            <translation>类型为{kind}</translation>
        </message>
        <message>
            <source>output</source>
            <translation>输出</translation>
        </message>
        <message>
            <source>wire from {end}</source>
            <translation>来自{end}的连线</translation>
        </message>
        <message>
            <source>{input} from {end}</source>
            <translation>{input}来自{end}</translation>
        </message>
        <message>
            <source>{output} to {end}</source>
            <translation>{output}连到{end}</translation>
        </message>
    </context>
    <context>
        <name>account</name>
        <message>
            <source>As it was signed, by an unknown signer</source>
            <translation>与签名时一致，签名者未知</translation>
        </message>
        <message>
            <source>As it was signed, by this installation</source>
            <translation>与签名时一致，由本机的 Soraapp 签名</translation>
        </message>
        <message>
            <source>Changed after it was signed</source>
            <translation>签名之后被改动过</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Its credentials are elsewhere</source>
            <translation>它的凭证在别处</translation>
        </message>
        <message>
            <source>Its credentials are not valid</source>
            <translation>它的凭证无效</translation>
        </message>
        <message>
            <source>Made</source>
            <translation>制作</translation>
        </message>
        <message>
            <source>Made from</source>
            <translation>素材</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>No Content Credentials</source>
            <translation>没有内容凭证</translation>
        </message>
        <message>
            <source>Not a bit of it was changed since then, but nobody vouches for who signed it.</source>
            <translation>此后没有改动过一个比特，但没有人为签名者担保。</translation>
        </message>
        <message>
            <source>Not a bit of it was changed since then.</source>
            <translation>此后没有改动过一个比特。</translation>
        </message>
        <message>
            <source>Nothing proves that this file is as it was when it was made.</source>
            <translation>没有什么能证明这个文件与制作时一致。</translation>
        </message>
        <message>
            <source>Project</source>
            <translation>项目</translation>
        </message>
        <message>
            <source>Prompts</source>
            <translation>提示词</translation>
        </message>
        <message>
            <source>Signed by</source>
            <translation>签名者</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>声音</translation>
        </message>
        <message>
            <source>The file, or what is said of it below, is not what was signed. Do not rely on it.</source>
            <translation>文件本身或下面的说明与签名时不符，请勿采信。</translation>
        </message>
        <message>
            <source>They break the rules of Content Credentials. Do not rely on what they say.</source>
            <translation>它们不符合内容凭证的规则，请勿采信其内容。</translation>
        </message>
        <message>
            <source>They lie at {place}. Soraapp fetches nothing from the network.</source>
            <translation>它们位于 {place}。Soraapp 不会从网络获取任何内容。</translation>
        </message>
        <message>
            <source>Wrong</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>and edited</source>
            <translation>并经过编辑</translation>
        </message>
        <message>
            <source>beside the file, in {file}</source>
            <translation>在文件旁边的 {file} 中</translation>
        </message>
        <message>
            <source>by a person with a program</source>
            <translation>由人使用程序制作</translation>
        </message>
        <message>
            <source>by a trained model</source>
            <translation>由训练过的模型生成</translation>
        </message>
        <message>
            <source>from a file that was opened</source>
            <translation>来自打开的文件</translation>
        </message>
        <message>
            <source>given to a model</source>
            <translation>提供给模型</translation>
        </message>
        <message>
            <source>in it</source>
            <translation>在其中</translation>
        </message>
        <message>
            <source>of loaded media</source>
            <translation>由载入的素材组成</translation>
        </message>
        <message>
            <source>of loaded media and what a trained model made</source>
            <translation>由载入的素材和模型生成的内容组成</translation>
        </message>
        <message>
            <source>of which this is a version</source>
            <translation>本文件由它而来</translation>
        </message>
        <message>
            <source>signed by {signer}</source>
            <translation>由 {signer} 签名</translation>
        </message>
        <message>
            <source>written by {program}</source>
            <translation>由 {program} 写入</translation>
        </message>
        <message>
            <source>{count} frames</source>
            <translation>{count} 帧</translation>
        </message>
        <message>
            <source>{rate} frames a second</source>
            <translation>每秒 {rate} 帧</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} 秒</translation>
        </message>
    </context>
    <context>
        <name>actions</name>
        <message>
            <source>About Soraapp</source>
            <translation>关于 Soraapp</translation>
        </message>
        <message>
            <source>Add a card</source>
            <translation>添加卡片</translation>
        </message>
        <message>
            <source>Add a dot</source>
            <translation>添加转接点</translation>
        </message>
        <message>
            <source>Add a marker</source>
            <translation>添加标记</translation>
        </message>
        <message>
            <source>Add a title</source>
            <translation>添加字幕</translation>
        </message>
        <message>
            <source>Add a track of pictures</source>
            <translation>添加画面轨道</translation>
        </message>
        <message>
            <source>Add a track of sound</source>
            <translation>添加声音轨道</translation>
        </message>
        <message>
            <source>Add a track of titles</source>
            <translation>添加字幕轨道</translation>
        </message>
        <message>
            <source>Add a transition</source>
            <translation>添加转场</translation>
        </message>
        <message>
            <source>Add node…</source>
            <translation>添加节点…</translation>
        </message>
        <message>
            <source>Add to the timeline</source>
            <translation>添加到时间线</translation>
        </message>
        <message>
            <source>Align beneath each other</source>
            <translation>垂直居中对齐成列</translation>
        </message>
        <message>
            <source>Align beside each other</source>
            <translation>水平居中对齐成行</translation>
        </message>
        <message>
            <source>Align bottom</source>
            <translation>底部对齐</translation>
        </message>
        <message>
            <source>Align left</source>
            <translation>左对齐</translation>
        </message>
        <message>
            <source>Align right</source>
            <translation>右对齐</translation>
        </message>
        <message>
            <source>Align top</source>
            <translation>顶部对齐</translation>
        </message>
        <message>
            <source>Arrange</source>
            <translation>排列</translation>
        </message>
        <message>
            <source>Begin at the playhead</source>
            <translation>从播放头处开始</translation>
        </message>
        <message>
            <source>Bookmarks</source>
            <translation>书签</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Cancel all runs</source>
            <translation>取消全部运行</translation>
        </message>
        <message>
            <source>Canvas</source>
            <translation>画布</translation>
        </message>
        <message>
            <source>Cards from storyboard</source>
            <translation>从分镜铺出卡片</translation>
        </message>
        <message>
            <source>Centre cross</source>
            <translation>中心十字</translation>
        </message>
        <message>
            <source>Clipboard</source>
            <translation>剪贴板</translation>
        </message>
        <message>
            <source>Close the gap</source>
            <translation>闭合空隙</translation>
        </message>
        <message>
            <source>Collapse</source>
            <translation>折叠</translation>
        </message>
        <message>
            <source>Compare takes</source>
            <translation>比较版本</translation>
        </message>
        <message>
            <source>Connect…</source>
            <translation>连接…</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Copy items</source>
            <translation>复制片段</translation>
        </message>
        <message>
            <source>Copy the result as a file</source>
            <translation>将结果复制为文件</translation>
        </message>
        <message>
            <source>Cut</source>
            <translation>剪切</translation>
        </message>
        <message>
            <source>Cut all tracks at the playhead</source>
            <translation>在播放头处切开所有轨道</translation>
        </message>
        <message>
            <source>Cut and trim</source>
            <translation>切割与修剪</translation>
        </message>
        <message>
            <source>Cut at the playhead</source>
            <translation>在播放头处切开</translation>
        </message>
        <message>
            <source>Cut items</source>
            <translation>剪切片段</translation>
        </message>
        <message>
            <source>Dark / light theme</source>
            <translation>深色/浅色主题</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>Delete and close up</source>
            <translation>删除并补上空隙</translation>
        </message>
        <message>
            <source>Delete items</source>
            <translation>删除片段</translation>
        </message>
        <message>
            <source>Distribute from left to right</source>
            <translation>水平等距分布</translation>
        </message>
        <message>
            <source>Distribute from top to bottom</source>
            <translation>垂直等距分布</translation>
        </message>
        <message>
            <source>Duplicate</source>
            <translation>创建副本</translation>
        </message>
        <message>
            <source>Duplicate items</source>
            <translation>重复片段</translation>
        </message>
        <message>
            <source>Duplicate with its inputs</source>
            <translation>连同输入一起复制</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>编辑</translation>
        </message>
        <message>
            <source>Edit the film</source>
            <translation>剪辑影片</translation>
        </message>
        <message>
            <source>Edit the marker…</source>
            <translation>编辑标记…</translation>
        </message>
        <message>
            <source>End at the playhead</source>
            <translation>到播放头处结束</translation>
        </message>
        <message>
            <source>Enter the group</source>
            <translation>进入组</translation>
        </message>
        <message>
            <source>Everywhere</source>
            <translation>所有位置</translation>
        </message>
        <message>
            <source>Export film…</source>
            <translation>导出影片…</translation>
        </message>
        <message>
            <source>Export timeline…</source>
            <translation>导出时间线…</translation>
        </message>
        <message>
            <source>Extend backward</source>
            <translation>向前续写</translation>
        </message>
        <message>
            <source>Extend forward</source>
            <translation>向后续写</translation>
        </message>
        <message>
            <source>Fade in and out</source>
            <translation>淡入并淡出</translation>
        </message>
        <message>
            <source>Farther</source>
            <translation>缩小</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Fill the gap</source>
            <translation>填补空隙</translation>
        </message>
        <message>
            <source>Find a command…</source>
            <translation>查找命令…</translation>
        </message>
        <message>
            <source>Find…</source>
            <translation>查找…</translation>
        </message>
        <message>
            <source>Fit the picture</source>
            <translation>适合画面</translation>
        </message>
        <message>
            <source>Fit the picture, or one pixel to one</source>
            <translation>适合画面，或一比一像素</translation>
        </message>
        <message>
            <source>Frame 1:1</source>
            <translation>画框 1:1</translation>
        </message>
        <message>
            <source>Frame 2.39:1</source>
            <translation>画框 2.39:1</translation>
        </message>
        <message>
            <source>Frame 4:5</source>
            <translation>画框 4:5</translation>
        </message>
        <message>
            <source>Frame 9:16</source>
            <translation>画框 9:16</translation>
        </message>
        <message>
            <source>Frame or note</source>
            <translation>框或便签</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>全屏</translation>
        </message>
        <message>
            <source>Give a viewer to the node</source>
            <translation>把查看器指给节点</translation>
        </message>
        <message>
            <source>Give the take that is seen to the node</source>
            <translation>将所看版本交给节点</translation>
        </message>
        <message>
            <source>Give up what is under way, or select nothing</source>
            <translation>放弃正在进行的操作，或取消选择</translation>
        </message>
        <message>
            <source>Give viewer {number} to the node</source>
            <translation>把查看器 {number} 指给节点</translation>
        </message>
        <message>
            <source>Go to bookmark {number}</source>
            <translation>前往书签 {number}</translation>
        </message>
        <message>
            <source>Go to the menus</source>
            <translation>转到菜单</translation>
        </message>
        <message>
            <source>Graph</source>
            <translation>节点图</translation>
        </message>
        <message>
            <source>Grid over the picture</source>
            <translation>画面网格</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>组</translation>
        </message>
        <message>
            <source>Group the selection</source>
            <translation>将所选编组</translation>
        </message>
        <message>
            <source>Hand</source>
            <translation>手形</translation>
        </message>
        <message>
            <source>Held: the mouse cuts wires</source>
            <translation>按住时：鼠标剪断连线</translation>
        </message>
        <message>
            <source>Held: the mouse moves the canvas</source>
            <translation>按住：用鼠标移动画布</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>帮助</translation>
        </message>
        <message>
            <source>History</source>
            <translation>历史记录</translation>
        </message>
        <message>
            <source>How was this made…</source>
            <translation>这是怎样制作的…</translation>
        </message>
        <message>
            <source>Import timeline…</source>
            <translation>导入时间线…</translation>
        </message>
        <message>
            <source>Insert what the preview shows</source>
            <translation>插入预览中的内容</translation>
        </message>
        <message>
            <source>Items</source>
            <translation>片段</translation>
        </message>
        <message>
            <source>Join pieces</source>
            <translation>合并片段</translation>
        </message>
        <message>
            <source>Keyboard shortcuts…</source>
            <translation>键盘快捷键…</translation>
        </message>
        <message>
            <source>Lay out</source>
            <translation>自动布局</translation>
        </message>
        <message>
            <source>Leave the group</source>
            <translation>离开组</translation>
        </message>
        <message>
            <source>Leave the nest</source>
            <translation>离开嵌套</translation>
        </message>
        <message>
            <source>Link or unlink</source>
            <translation>链接或取消链接</translation>
        </message>
        <message>
            <source>Make</source>
            <translation>生成</translation>
        </message>
        <message>
            <source>Make four variants</source>
            <translation>生成四个变体</translation>
        </message>
        <message>
            <source>Make it a loop</source>
            <translation>做成循环</translation>
        </message>
        <message>
            <source>Make unique</source>
            <translation>使其独立</translation>
        </message>
        <message>
            <source>Mark no part</source>
            <translation>清除标记的区段</translation>
        </message>
        <message>
            <source>Mark the selected items</source>
            <translation>标记所选片段</translation>
        </message>
        <message>
            <source>Markers and marked part</source>
            <translation>标记与标记的区段</translation>
        </message>
        <message>
            <source>Minimap</source>
            <translation>缩略图</translation>
        </message>
        <message>
            <source>Models…</source>
            <translation>模型…</translation>
        </message>
        <message>
            <source>Move the selected nodes a little</source>
            <translation>将所选节点移动一小段</translation>
        </message>
        <message>
            <source>Move the selected nodes by one pixel</source>
            <translation>将所选节点移动一个像素</translation>
        </message>
        <message>
            <source>Mute</source>
            <translation>静默</translation>
        </message>
        <message>
            <source>Nearer</source>
            <translation>放大</translation>
        </message>
        <message>
            <source>Nest</source>
            <translation>嵌套</translation>
        </message>
        <message>
            <source>New</source>
            <translation>新建</translation>
        </message>
        <message>
            <source>New nodes join the selection</source>
            <translation>新节点自动连接到所选节点</translation>
        </message>
        <message>
            <source>New take</source>
            <translation>新版本</translation>
        </message>
        <message>
            <source>Next cut</source>
            <translation>下一个切点</translation>
        </message>
        <message>
            <source>Next marker</source>
            <translation>下一个标记</translation>
        </message>
        <message>
            <source>Next pane</source>
            <translation>下一个面板</translation>
        </message>
        <message>
            <source>Next take</source>
            <translation>下一个版本</translation>
        </message>
        <message>
            <source>Node</source>
            <translation>节点</translation>
        </message>
        <message>
            <source>Of two compared, see one, then the other</source>
            <translation>比较两者时，轮流单独查看</translation>
        </message>
        <message>
            <source>One frame back</source>
            <translation>后退一帧</translation>
        </message>
        <message>
            <source>One frame earlier</source>
            <translation>提前一帧</translation>
        </message>
        <message>
            <source>One frame later</source>
            <translation>推后一帧</translation>
        </message>
        <message>
            <source>One frame on</source>
            <translation>前进一帧</translation>
        </message>
        <message>
            <source>One picture back or on</source>
            <translation>后退或前进一帧</translation>
        </message>
        <message>
            <source>One pixel to one</source>
            <translation>一比一像素</translation>
        </message>
        <message>
            <source>One track down</source>
            <translation>下移一条轨道</translation>
        </message>
        <message>
            <source>One track up</source>
            <translation>上移一条轨道</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Open the item</source>
            <translation>打开片段</translation>
        </message>
        <message>
            <source>Open…</source>
            <translation>打开…</translation>
        </message>
        <message>
            <source>Outline of the graph</source>
            <translation>图的大纲</translation>
        </message>
        <message>
            <source>Overwrite with what the preview shows</source>
            <translation>用预览中的内容覆盖</translation>
        </message>
        <message>
            <source>Paste</source>
            <translation>粘贴</translation>
        </message>
        <message>
            <source>Paste and make room</source>
            <translation>粘贴并让出位置</translation>
        </message>
        <message>
            <source>Paste at the playhead</source>
            <translation>粘贴到播放头处</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>Pin the inspector</source>
            <translation>固定检查器</translation>
        </message>
        <message>
            <source>Pixel values</source>
            <translation>像素值</translation>
        </message>
        <message>
            <source>Play all again</source>
            <translation>重新播放全部</translation>
        </message>
        <message>
            <source>Play and go</source>
            <translation>播放与跳转</translation>
        </message>
        <message>
            <source>Play backward</source>
            <translation>向后播放</translation>
        </message>
        <message>
            <source>Play backward, pause, play (again: faster)</source>
            <translation>倒放、暂停、播放（再按加速）</translation>
        </message>
        <message>
            <source>Play backwards</source>
            <translation>倒放</translation>
        </message>
        <message>
            <source>Play forward</source>
            <translation>向前播放</translation>
        </message>
        <message>
            <source>Play from here, or up to here</source>
            <translation>从此处播放，或播放到此处</translation>
        </message>
        <message>
            <source>Play or pause</source>
            <translation>播放/暂停</translation>
        </message>
        <message>
            <source>Play or pause; held: the mouse moves it</source>
            <translation>播放或暂停；按住时鼠标移动画面</translation>
        </message>
        <message>
            <source>Play the film</source>
            <translation>播放影片</translation>
        </message>
        <message>
            <source>Play the film; held: the mouse moves the view</source>
            <translation>播放影片；按住时:用鼠标移动视图</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>预览</translation>
        </message>
        <message>
            <source>Preview in full screen</source>
            <translation>全屏预览</translation>
        </message>
        <message>
            <source>Previous cut</source>
            <translation>上一个切点</translation>
        </message>
        <message>
            <source>Previous marker</source>
            <translation>上一个标记</translation>
        </message>
        <message>
            <source>Previous pane</source>
            <translation>上一个面板</translation>
        </message>
        <message>
            <source>Previous take</source>
            <translation>上一个版本</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <source>Razor</source>
            <translation>剃刀</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>重做</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>重命名</translation>
        </message>
        <message>
            <source>Render this item</source>
            <translation>渲染这个片段</translation>
        </message>
        <message>
            <source>Render what is missing</source>
            <translation>渲染缺少的内容</translation>
        </message>
        <message>
            <source>Replace…</source>
            <translation>替换…</translation>
        </message>
        <message>
            <source>Restore the layout</source>
            <translation>恢复默认布局</translation>
        </message>
        <message>
            <source>Results on disk…</source>
            <translation>磁盘上的结果…</translation>
        </message>
        <message>
            <source>Retake the marked part</source>
            <translation>重拍标记的部分</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>审看</translation>
        </message>
        <message>
            <source>Ripple trim</source>
            <translation>波纹修剪</translation>
        </message>
        <message>
            <source>Roll a cut</source>
            <translation>滚动切点</translation>
        </message>
        <message>
            <source>Rulers</source>
            <translation>标尺</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>Run to the selected node</source>
            <translation>运行到所选节点</translation>
        </message>
        <message>
            <source>Run what is not stored</source>
            <translation>运行未存储的部分</translation>
        </message>
        <message>
            <source>Safe areas</source>
            <translation>安全区</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Save as…</source>
            <translation>另存为…</translation>
        </message>
        <message>
            <source>Save the group to the library…</source>
            <translation>将组保存到库…</translation>
        </message>
        <message>
            <source>Select all</source>
            <translation>全选</translation>
        </message>
        <message>
            <source>Select all items</source>
            <translation>选择所有片段</translation>
        </message>
        <message>
            <source>Select and move</source>
            <translation>选择与移动</translation>
        </message>
        <message>
            <source>Select the item at the playhead</source>
            <translation>选择播放头处的片段</translation>
        </message>
        <message>
            <source>Select to the end of the track</source>
            <translation>选择到轨道末尾</translation>
        </message>
        <message>
            <source>Selection</source>
            <translation>选择</translation>
        </message>
        <message>
            <source>Set a bookmark</source>
            <translation>设置书签</translation>
        </message>
        <message>
            <source>Set bookmark {number}</source>
            <translation>设置书签 {number}</translation>
        </message>
        <message>
            <source>Settings…</source>
            <translation>设置…</translation>
        </message>
        <message>
            <source>Shaking a node disconnects it</source>
            <translation>甩动节点使其断开</translation>
        </message>
        <message>
            <source>Show all</source>
            <translation>显示全部</translation>
        </message>
        <message>
            <source>Show the selected items</source>
            <translation>显示所选片段</translation>
        </message>
        <message>
            <source>Show the selection</source>
            <translation>显示所选</translation>
        </message>
        <message>
            <source>Show the whole film</source>
            <translation>显示整部影片</translation>
        </message>
        <message>
            <source>Show viewer {number}</source>
            <translation>显示查看器 {number}</translation>
        </message>
        <message>
            <source>Slide between neighbours</source>
            <translation>在相邻片段间滑动</translation>
        </message>
        <message>
            <source>Slip under the item</source>
            <translation>在片段内滑移</translation>
        </message>
        <message>
            <source>Snap</source>
            <translation>吸附</translation>
        </message>
        <message>
            <source>Snap while dragging</source>
            <translation>拖动时吸附</translation>
        </message>
        <message>
            <source>Speed and direction…</source>
            <translation>速度与方向…</translation>
        </message>
        <message>
            <source>Squares behind what is transparent</source>
            <translation>透明处显示棋盘格</translation>
        </message>
        <message>
            <source>Storyboard from cards</source>
            <translation>从卡片生成分镜</translation>
        </message>
        <message>
            <source>Take out of the chain</source>
            <translation>从链中取出</translation>
        </message>
        <message>
            <source>Take out of the nest</source>
            <translation>取出嵌套内容</translation>
        </message>
        <message>
            <source>Ten frames back</source>
            <translation>后退十帧</translation>
        </message>
        <message>
            <source>Ten frames earlier</source>
            <translation>提前十帧</translation>
        </message>
        <message>
            <source>Ten frames later</source>
            <translation>推后十帧</translation>
        </message>
        <message>
            <source>Ten frames on</source>
            <translation>前进十帧</translation>
        </message>
        <message>
            <source>The marked part begins here</source>
            <translation>标记的区段从此处开始</translation>
        </message>
        <message>
            <source>The marked part ends here</source>
            <translation>标记的区段到此处结束</translation>
        </message>
        <message>
            <source>Thirds</source>
            <translation>三分线</translation>
        </message>
        <message>
            <source>Timeline</source>
            <translation>时间线</translation>
        </message>
        <message>
            <source>To the beginning</source>
            <translation>到开头</translation>
        </message>
        <message>
            <source>To the end</source>
            <translation>到结尾</translation>
        </message>
        <message>
            <source>To the first picture</source>
            <translation>转到第一帧</translation>
        </message>
        <message>
            <source>To the last picture</source>
            <translation>转到最后一帧</translation>
        </message>
        <message>
            <source>Tool</source>
            <translation>工具</translation>
        </message>
        <message>
            <source>Tracks</source>
            <translation>轨道</translation>
        </message>
        <message>
            <source>Turn off or on</source>
            <translation>停用或启用</translation>
        </message>
        <message>
            <source>Type a time</source>
            <translation>输入时间</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Ungroup</source>
            <translation>取消编组</translation>
        </message>
        <message>
            <source>Use original</source>
            <translation>用回原来的</translation>
        </message>
        <message>
            <source>Variants…</source>
            <translation>变体…</translation>
        </message>
        <message>
            <source>View</source>
            <translation>视图</translation>
        </message>
        <message>
            <source>Viewers</source>
            <translation>查看器</translation>
        </message>
        <message>
            <source>Walk along the wires to the next node</source>
            <translation>沿连线走到下一个节点</translation>
        </message>
        <message>
            <source>Walk and select what is on the way</source>
            <translation>沿途移动并选择</translation>
        </message>
        <message>
            <source>What is wrong</source>
            <translation>查看问题</translation>
        </message>
        <message>
            <source>Wires</source>
            <translation>连线</translation>
        </message>
        <message>
            <source>Workspace</source>
            <translation>工作区</translation>
        </message>
        <message>
            <source>Zoom in</source>
            <translation>放大</translation>
        </message>
        <message>
            <source>Zoom in, or out</source>
            <translation>放大或缩小</translation>
        </message>
        <message>
            <source>Zoom out</source>
            <translation>缩小</translation>
        </message>
    </context>
    <context>
        <name>announcing</name>
        <message>
            <source>Added {names}</source>
            <translation>已添加{names}</translation>
        </message>
        <message>
            <source>Connected {count} wires</source>
            <translation>已连接{count}条连线</translation>
        </message>
        <message>
            <source>Connected {source} with {target}</source>
            <translation>已将{source}连接到{target}</translation>
        </message>
        <message>
            <source>Deleted {names}</source>
            <translation>已删除{names}</translation>
        </message>
        <message>
            <source>Disconnected {count} wires</source>
            <translation>已断开{count}条连线</translation>
        </message>
        <message>
            <source>Disconnected {source} from {target}</source>
            <translation>已断开{source}与{target}的连接</translation>
        </message>
        <message>
            <source>Inside of {group}</source>
            <translation>已进入 {group}</translation>
        </message>
        <message>
            <source>Outside of all groups</source>
            <translation>已回到最外层</translation>
        </message>
        <message>
            <source>Redone: {step}</source>
            <translation>已重做：{step}</translation>
        </message>
        <message>
            <source>Renamed to {name}</source>
            <translation>已重命名为{name}</translation>
        </message>
        <message>
            <source>Running: {run}</source>
            <translation>正在运行：{run}</translation>
        </message>
        <message>
            <source>Undone: {step}</source>
            <translation>已撤销：{step}</translation>
        </message>
        <message>
            <source>{count} nodes</source>
            <translation>{count} 个节点</translation>
        </message>
    </context>
    <context>
        <name>camera</name>
        <message>
            <source>dolly</source>
            <translation>推进</translation>
        </message>
        <message>
            <source>orbit</source>
            <translation>环绕</translation>
        </message>
        <message>
            <source>pan</source>
            <translation>摇</translation>
        </message>
        <message>
            <source>tilt</source>
            <translation>俯仰</translation>
        </message>
        <message>
            <source>zoom</source>
            <translation>变焦</translation>
        </message>
    </context>
    <context>
        <name>canvas</name>
        <message>
            <source>1 card</source>
            <translation>1 张卡片</translation>
        </message>
        <message>
            <source>1 stroke</source>
            <translation>1 笔</translation>
        </message>
        <message>
            <source>16:9</source>
            <translation>16:9</translation>
        </message>
        <message>
            <source>1:1</source>
            <translation>1:1</translation>
        </message>
        <message>
            <source>21:9</source>
            <translation>21:9</translation>
        </message>
        <message>
            <source>3:4</source>
            <translation>3:4</translation>
        </message>
        <message>
            <source>4:3</source>
            <translation>4:3</translation>
        </message>
        <message>
            <source>9:16</source>
            <translation>9:16</translation>
        </message>
        <message>
            <source>&lt;1 s</source>
            <translation>&lt;1 秒</translation>
        </message>
        <message>
            <source>Add a dot</source>
            <translation>添加转接点</translation>
        </message>
        <message>
            <source>Add a node</source>
            <translation>添加节点</translation>
        </message>
        <message>
            <source>Add a node that gives {kind}</source>
            <translation>添加输出{kind}的节点</translation>
        </message>
        <message>
            <source>Add a node that takes {kind}</source>
            <translation>添加接收{kind}的节点</translation>
        </message>
        <message>
            <source>Add to the timeline</source>
            <translation>添加到时间线</translation>
        </message>
        <message>
            <source>Blue</source>
            <translation>蓝色</translation>
        </message>
        <message>
            <source>Bookmark {slot} is set: Shift+{slot} comes back here</source>
            <translation>已设置书签 {slot}：按 Shift+{slot} 回到这里</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Collapse</source>
            <translation>折叠</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>颜色</translation>
        </message>
        <message>
            <source>Connect</source>
            <translation>连接</translation>
        </message>
        <message>
            <source>Connect {node} with</source>
            <translation>将“{node}”连接到</translation>
        </message>
        <message>
            <source>Connect…</source>
            <translation>连接…</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Cut</source>
            <translation>剪切</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>Describe what should be seen</source>
            <translation>描述想看到的画面</translation>
        </message>
        <message>
            <source>Disconnect</source>
            <translation>断开连线</translation>
        </message>
        <message>
            <source>Drag a wire here to promote an input</source>
            <translation>将连线拖到此处以提升输入</translation>
        </message>
        <message>
            <source>Drag a wire here to promote an output</source>
            <translation>将连线拖到此处以提升输出</translation>
        </message>
        <message>
            <source>Drag across wires to cut them</source>
            <translation>拖过连线即可剪断</translation>
        </message>
        <message>
            <source>Drag to look elsewhere</source>
            <translation>拖动以查看别处</translation>
        </message>
        <message>
            <source>Duplicate</source>
            <translation>创建副本</translation>
        </message>
        <message>
            <source>Enter the group</source>
            <translation>进入组</translation>
        </message>
        <message>
            <source>Expand</source>
            <translation>展开</translation>
        </message>
        <message>
            <source>Feeds its {input}</source>
            <translation>接入它的{input}</translation>
        </message>
        <message>
            <source>Find by name, kind or value</source>
            <translation>按名称、类型或值查找</translation>
        </message>
        <message>
            <source>Fit to what is inside</source>
            <translation>按内容调整大小</translation>
        </message>
        <message>
            <source>Frame</source>
            <translation>画框</translation>
        </message>
        <message>
            <source>Gives what {input} takes</source>
            <translation>提供{input}所需的内容</translation>
        </message>
        <message>
            <source>Go to {node}</source>
            <translation>转到“{node}”</translation>
        </message>
        <message>
            <source>Green</source>
            <translation>绿色</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>组</translation>
        </message>
        <message>
            <source>Insert a node into the wire</source>
            <translation>在连线中插入节点</translation>
        </message>
        <message>
            <source>Insert a node…</source>
            <translation>插入节点…</translation>
        </message>
        <message>
            <source>It joins what is selected · Alt+Enter: it does not</source>
            <translation>会连接到所选节点 · Alt+Enter：不连接</translation>
        </message>
        <message>
            <source>It waits for {node}, which failed.</source>
            <translation>它在等待“{node}”，而后者失败了。</translation>
        </message>
        <message>
            <source>Its values and wires are kept.</source>
            <translation>它的参数和连线会原样保留。</translation>
        </message>
        <message>
            <source>Lay out</source>
            <translation>自动布局</translation>
        </message>
        <message>
            <source>Leave the group</source>
            <translation>离开组</translation>
        </message>
        <message>
            <source>Let go on nothing to add a node for {kind}</source>
            <translation>在空白处松开，可添加适用于{kind}的节点</translation>
        </message>
        <message>
            <source>Let go on nothing to disconnect</source>
            <translation>在空白处松开即断开</translation>
        </message>
        <message>
            <source>Let go to insert the node · Alt leaves the wire alone</source>
            <translation>松开即插入节点 · 按住 Alt 则不插入</translation>
        </message>
        <message>
            <source>Load it as a clip</source>
            <translation>作为片段加载</translation>
        </message>
        <message>
            <source>Load it as a picture</source>
            <translation>作为图片加载</translation>
        </message>
        <message>
            <source>Make unique</source>
            <translation>使其独立</translation>
        </message>
        <message>
            <source>Minimap</source>
            <translation>缩略图</translation>
        </message>
        <message>
            <source>Move the port down</source>
            <translation>下移端口</translation>
        </message>
        <message>
            <source>Move the port up</source>
            <translation>上移端口</translation>
        </message>
        <message>
            <source>Mute</source>
            <translation>静默</translation>
        </message>
        <message>
            <source>My groups</source>
            <translation>我的组</translation>
        </message>
        <message>
            <source>Next match</source>
            <translation>下一个匹配</translation>
        </message>
        <message>
            <source>No matches</source>
            <translation>没有匹配</translation>
        </message>
        <message>
            <source>No node takes this.</source>
            <translation>没有可以接收它的节点。</translation>
        </message>
        <message>
            <source>Node canvas</source>
            <translation>节点画布</translation>
        </message>
        <message>
            <source>None</source>
            <translation>无</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>便签</translation>
        </message>
        <message>
            <source>Nothing here yet</source>
            <translation>画布还是空的</translation>
        </message>
        <message>
            <source>Nothing is called “{query}”.</source>
            <translation>没有名为“{query}”的项目。</translation>
        </message>
        <message>
            <source>Nothing is wrong.</source>
            <translation>没有问题。</translation>
        </message>
        <message>
            <source>One clip of {count} pictures</source>
            <translation>由 {count} 张图片组成的一个片段</translation>
        </message>
        <message>
            <source>Open the project that it was made with</source>
            <translation>打开制作它的项目</translation>
        </message>
        <message>
            <source>Orange</source>
            <translation>橙色</translation>
        </message>
        <message>
            <source>Previous match</source>
            <translation>上一个匹配</translation>
        </message>
        <message>
            <source>Promote to the group</source>
            <translation>提升到组</translation>
        </message>
        <message>
            <source>Promote {port}</source>
            <translation>提升“{port}”</translation>
        </message>
        <message>
            <source>Red</source>
            <translation>红色</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>重命名</translation>
        </message>
        <message>
            <source>Rename the port…</source>
            <translation>重命名端口…</translation>
        </message>
        <message>
            <source>Replace {node} by</source>
            <translation>将“{node}”替换为</translation>
        </message>
        <message>
            <source>Replace…</source>
            <translation>替换…</translation>
        </message>
        <message>
            <source>Run again</source>
            <translation>重新运行</translation>
        </message>
        <message>
            <source>Run to here</source>
            <translation>运行到此处</translation>
        </message>
        <message>
            <source>Shaken out of its wires · Esc undoes it</source>
            <translation>已从连线中甩出 · 按 Esc 撤销</translation>
        </message>
        <message>
            <source>Tab adds a node</source>
            <translation>按 Tab 添加节点</translation>
        </message>
        <message>
            <source>Tab adds a node – start with Text to video, or drop a picture, video or sound.</source>
            <translation>按 Tab 添加节点：可以从“文生视频”开始，也可以直接拖入图片、视频或音频。</translation>
        </message>
        <message>
            <source>Take away from the group</source>
            <translation>从组中移除</translation>
        </message>
        <message>
            <source>Take out of the chain</source>
            <translation>从链中取出</translation>
        </message>
        <message>
            <source>Takes the place of the wire from {node}</source>
            <translation>取代来自“{node}”的连线</translation>
        </message>
        <message>
            <source>The minimap shows when a part of the graph is out of view</source>
            <translation>有节点在视图之外时才会显示缩略图</translation>
        </message>
        <message>
            <source>There is no node that it could be connected with.</source>
            <translation>没有可以与它连接的节点。</translation>
        </message>
        <message>
            <source>This program does not know {kind}.</source>
            <translation>本程序不认识 {kind}。</translation>
        </message>
        <message>
            <source>Ungroup</source>
            <translation>取消编组</translation>
        </message>
        <message>
            <source>Unmute</source>
            <translation>取消静默</translation>
        </message>
        <message>
            <source>Unpin the take</source>
            <translation>取消固定</translation>
        </message>
        <message>
            <source>Variants…</source>
            <translation>变体…</translation>
        </message>
        <message>
            <source>Violet</source>
            <translation>紫色</translation>
        </message>
        <message>
            <source>What is found</source>
            <translation>搜索结果</translation>
        </message>
        <message>
            <source>Wires that are cut: {count}</source>
            <translation>将剪断的连线：{count}</translation>
        </message>
        <message>
            <source>Write a note</source>
            <translation>写便签</translation>
        </message>
        <message>
            <source>Yellow</source>
            <translation>黄色</translation>
        </message>
        <message>
            <source>add</source>
            <translation>相加</translation>
        </message>
        <message>
            <source>anew</source>
            <translation>全新</translation>
        </message>
        <message>
            <source>anime</source>
            <translation>动漫</translation>
        </message>
        <message>
            <source>area</source>
            <translation>区域平均</translation>
        </message>
        <message>
            <source>auto</source>
            <translation>自动</translation>
        </message>
        <message>
            <source>backward</source>
            <translation>往前</translation>
        </message>
        <message>
            <source>blend</source>
            <translation>混合</translation>
        </message>
        <message>
            <source>blocked</source>
            <translation>受阻</translation>
        </message>
        <message>
            <source>both</source>
            <translation>两边</translation>
        </message>
        <message>
            <source>cached</source>
            <translation>已缓存</translation>
        </message>
        <message>
            <source>centre</source>
            <translation>居中</translation>
        </message>
        <message>
            <source>choose a file</source>
            <translation>选择文件</translation>
        </message>
        <message>
            <source>choose a folder</source>
            <translation>选择文件夹</translation>
        </message>
        <message>
            <source>cinematic</source>
            <translation>电影感</translation>
        </message>
        <message>
            <source>clay</source>
            <translation>黏土</translation>
        </message>
        <message>
            <source>contain</source>
            <translation>完整显示</translation>
        </message>
        <message>
            <source>cover</source>
            <translation>填满</translation>
        </message>
        <message>
            <source>difference</source>
            <translation>差异</translation>
        </message>
        <message>
            <source>dissolve</source>
            <translation>叠化</translation>
        </message>
        <message>
            <source>documentary</source>
            <translation>纪录片</translation>
        </message>
        <message>
            <source>done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>drop a picture, video or sound</source>
            <translation>拖入图片、视频或音频</translation>
        </message>
        <message>
            <source>ellipse</source>
            <translation>椭圆</translation>
        </message>
        <message>
            <source>empty</source>
            <translation>空</translation>
        </message>
        <message>
            <source>equal power</source>
            <translation>等功率</translation>
        </message>
        <message>
            <source>even</source>
            <translation>均匀</translation>
        </message>
        <message>
            <source>exponential</source>
            <translation>指数</translation>
        </message>
        <message>
            <source>fade through black</source>
            <translation>经黑场过渡</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>fewer</source>
            <translation>收起</translation>
        </message>
        <message>
            <source>fill</source>
            <translation>填满</translation>
        </message>
        <message>
            <source>film noir</source>
            <translation>黑色电影</translation>
        </message>
        <message>
            <source>flat design</source>
            <translation>扁平设计</translation>
        </message>
        <message>
            <source>forward</source>
            <translation>往后</translation>
        </message>
        <message>
            <source>frame {title}</source>
            <translation>框 {title}</translation>
        </message>
        <message>
            <source>from the wire</source>
            <translation>来自连线</translation>
        </message>
        <message>
            <source>gentle</source>
            <translation>柔和</translation>
        </message>
        <message>
            <source>gradient</source>
            <translation>渐变</translation>
        </message>
        <message>
            <source>grow</source>
            <translation>扩大</translation>
        </message>
        <message>
            <source>hide</source>
            <translation>隐藏</translation>
        </message>
        <message>
            <source>hold</source>
            <translation>停在末帧</translation>
        </message>
        <message>
            <source>in</source>
            <translation>渐入</translation>
        </message>
        <message>
            <source>in and out</source>
            <translation>渐入和渐出</translation>
        </message>
        <message>
            <source>keep</source>
            <translation>保持</translation>
        </message>
        <message>
            <source>lanczos</source>
            <translation>Lanczos</translation>
        </message>
        <message>
            <source>left</source>
            <translation>左</translation>
        </message>
        <message>
            <source>less than a second left</source>
            <translation>剩余不到 1 秒</translation>
        </message>
        <message>
            <source>linear</source>
            <translation>线性</translation>
        </message>
        <message>
            <source>loop</source>
            <translation>循环</translation>
        </message>
        <message>
            <source>mild</source>
            <translation>适中</translation>
        </message>
        <message>
            <source>missing</source>
            <translation>缺失</translation>
        </message>
        <message>
            <source>motion</source>
            <translation>运动补偿</translation>
        </message>
        <message>
            <source>move</source>
            <translation>移动</translation>
        </message>
        <message>
            <source>move and turn</source>
            <translation>移动和旋转</translation>
        </message>
        <message>
            <source>multiply</source>
            <translation>正片叠底</translation>
        </message>
        <message>
            <source>muted</source>
            <translation>已静默</translation>
        </message>
        <message>
            <source>nearest</source>
            <translation>最近</translation>
        </message>
        <message>
            <source>neon</source>
            <translation>霓虹</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>normal</source>
            <translation>正常</translation>
        </message>
        <message>
            <source>not ready</source>
            <translation>未就绪</translation>
        </message>
        <message>
            <source>not wired</source>
            <translation>未连接</translation>
        </message>
        <message>
            <source>off</source>
            <translation>关</translation>
        </message>
        <message>
            <source>oil painting</source>
            <translation>油画</translation>
        </message>
        <message>
            <source>on</source>
            <translation>开</translation>
        </message>
        <message>
            <source>optional</source>
            <translation>可选</translation>
        </message>
        <message>
            <source>out</source>
            <translation>渐出</translation>
        </message>
        <message>
            <source>overlay</source>
            <translation>叠加</translation>
        </message>
        <message>
            <source>pad</source>
            <translation>留边</translation>
        </message>
        <message>
            <source>paper cut</source>
            <translation>剪纸</translation>
        </message>
        <message>
            <source>part {part}, {step}</source>
            <translation>第 {part} 部分，{step}</translation>
        </message>
        <message>
            <source>pencil sketch</source>
            <translation>铅笔素描</translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>已固定</translation>
        </message>
        <message>
            <source>pixel art</source>
            <translation>像素画</translation>
        </message>
        <message>
            <source>push</source>
            <translation>推移</translation>
        </message>
        <message>
            <source>queued</source>
            <translation>排队中</translation>
        </message>
        <message>
            <source>rectangle</source>
            <translation>矩形</translation>
        </message>
        <message>
            <source>right</source>
            <translation>右</translation>
        </message>
        <message>
            <source>running</source>
            <translation>运行中</translation>
        </message>
        <message>
            <source>screen</source>
            <translation>滤色</translation>
        </message>
        <message>
            <source>side by side</source>
            <translation>并排</translation>
        </message>
        <message>
            <source>slide</source>
            <translation>滑入</translation>
        </message>
        <message>
            <source>smooth</source>
            <translation>平滑</translation>
        </message>
        <message>
            <source>stale</source>
            <translation>已过期</translation>
        </message>
        <message>
            <source>stands still</source>
            <translation>静止</translation>
        </message>
        <message>
            <source>stay</source>
            <translation>停留</translation>
        </message>
        <message>
            <source>step {done} of {total}</source>
            <translation>第 {done}/{total} 步</translation>
        </message>
        <message>
            <source>still</source>
            <translation>静帧</translation>
        </message>
        <message>
            <source>stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>stretch</source>
            <translation>拉伸</translation>
        </message>
        <message>
            <source>strong</source>
            <translation>强烈</translation>
        </message>
        <message>
            <source>subtle</source>
            <translation>轻微</translation>
        </message>
        <message>
            <source>sudden</source>
            <translation>突然</translation>
        </message>
        <message>
            <source>unreadable</source>
            <translation>无法读取</translation>
        </message>
        <message>
            <source>vanish</source>
            <translation>消失</translation>
        </message>
        <message>
            <source>vintage film</source>
            <translation>老胶片</translation>
        </message>
        <message>
            <source>watercolour</source>
            <translation>水彩</translation>
        </message>
        <message>
            <source>wipe</source>
            <translation>擦除</translation>
        </message>
        <message>
            <source>{count} cards</source>
            <translation>{count} 张卡片</translation>
        </message>
        <message>
            <source>{count} f · {rate} fps</source>
            <translation>{count} 帧 · {rate} fps</translation>
        </message>
        <message>
            <source>{count} linked</source>
            <translation>关联×{count}</translation>
        </message>
        <message>
            <source>{count} more</source>
            <translation>另有 {count} 项</translation>
        </message>
        <message>
            <source>{count} nodes</source>
            <translation>{count} 个节点</translation>
        </message>
        <message>
            <source>{count} nodes selected</source>
            <translation>已选 {count} 个节点</translation>
        </message>
        <message>
            <source>{count} single pictures</source>
            <translation>{count} 张单独的图片</translation>
        </message>
        <message>
            <source>{count} strokes</source>
            <translation>{count} 笔</translation>
        </message>
        <message>
            <source>{count} takes</source>
            <translation>{count} 个版本</translation>
        </message>
        <message>
            <source>{minutes} min</source>
            <translation>{minutes} 分钟</translation>
        </message>
        <message>
            <source>{minutes} min left</source>
            <translation>剩余 {minutes} 分钟</translation>
        </message>
        <message>
            <source>{place} of {count}</source>
            <translation>第 {place} 个，共 {count} 个</translation>
        </message>
        <message>
            <source>{port} (output)</source>
            <translation>{port}（输出）</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} 秒</translation>
        </message>
        <message>
            <source>{seconds} s left</source>
            <translation>剩余 {seconds} 秒</translation>
        </message>
        <message>
            <source>{seconds} s · {rate} kHz</source>
            <translation>{seconds} 秒 · {rate} kHz</translation>
        </message>
    </context>
    <context>
        <name>docks</name>
        <message>
            <source>History</source>
            <translation>历史记录</translation>
        </message>
        <message>
            <source>Inspector</source>
            <translation>检查器</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>节点库</translation>
        </message>
        <message>
            <source>Outline</source>
            <translation>描边</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>预览</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>Queue</source>
            <translation>队列</translation>
        </message>
        <message>
            <source>Scopes</source>
            <translation>示波器</translation>
        </message>
        <message>
            <source>Timeline</source>
            <translation>时间线</translation>
        </message>
    </context>
    <context>
        <name>edits</name>
        <message>
            <source>Add card</source>
            <translation>添加卡片</translation>
        </message>
        <message>
            <source>Add dot</source>
            <translation>添加转接点</translation>
        </message>
        <message>
            <source>Add frame</source>
            <translation>添加框</translation>
        </message>
        <message>
            <source>Add group</source>
            <translation>添加组</translation>
        </message>
        <message>
            <source>Add marker</source>
            <translation>添加标记</translation>
        </message>
        <message>
            <source>Add node</source>
            <translation>添加节点</translation>
        </message>
        <message>
            <source>Add title</source>
            <translation>添加字幕</translation>
        </message>
        <message>
            <source>Add to timeline</source>
            <translation>添加到时间线</translation>
        </message>
        <message>
            <source>Add track</source>
            <translation>添加轨道</translation>
        </message>
        <message>
            <source>Add transition</source>
            <translation>添加转场</translation>
        </message>
        <message>
            <source>Align</source>
            <translation>对齐</translation>
        </message>
        <message>
            <source>Cards from storyboard</source>
            <translation>从分镜铺出卡片</translation>
        </message>
        <message>
            <source>Change colour</source>
            <translation>更改颜色</translation>
        </message>
        <message>
            <source>Change frame</source>
            <translation>更改框</translation>
        </message>
        <message>
            <source>Change gain</source>
            <translation>更改音量</translation>
        </message>
        <message>
            <source>Change look</source>
            <translation>更改外观</translation>
        </message>
        <message>
            <source>Change marker</source>
            <translation>更改标记</translation>
        </message>
        <message>
            <source>Change note</source>
            <translation>修改便签</translation>
        </message>
        <message>
            <source>Change order</source>
            <translation>调整顺序</translation>
        </message>
        <message>
            <source>Change source</source>
            <translation>更换素材</translation>
        </message>
        <message>
            <source>Change speed</source>
            <translation>变速</translation>
        </message>
        <message>
            <source>Change timeline</source>
            <translation>更改时间线</translation>
        </message>
        <message>
            <source>Change title</source>
            <translation>更改字幕</translation>
        </message>
        <message>
            <source>Change track</source>
            <translation>更改轨道</translation>
        </message>
        <message>
            <source>Change transition</source>
            <translation>更改转场</translation>
        </message>
        <message>
            <source>Change value</source>
            <translation>修改参数</translation>
        </message>
        <message>
            <source>Close gap</source>
            <translation>关闭间隙</translation>
        </message>
        <message>
            <source>Collapse</source>
            <translation>折叠</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>颜色</translation>
        </message>
        <message>
            <source>Connect</source>
            <translation>连接</translation>
        </message>
        <message>
            <source>Copy value</source>
            <translation>复制值</translation>
        </message>
        <message>
            <source>Cut in two</source>
            <translation>切成两段</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>Delete frame</source>
            <translation>删除框</translation>
        </message>
        <message>
            <source>Delete take</source>
            <translation>删除版本</translation>
        </message>
        <message>
            <source>Delete takes</source>
            <translation>删除多个版本</translation>
        </message>
        <message>
            <source>Disconnect</source>
            <translation>断开连线</translation>
        </message>
        <message>
            <source>Distribute</source>
            <translation>分布</translation>
        </message>
        <message>
            <source>Duplicate</source>
            <translation>创建副本</translation>
        </message>
        <message>
            <source>Extend</source>
            <translation>延长</translation>
        </message>
        <message>
            <source>Fade</source>
            <translation>淡入淡出</translation>
        </message>
        <message>
            <source>Fade in</source>
            <translation>淡入</translation>
        </message>
        <message>
            <source>Fade out</source>
            <translation>淡出</translation>
        </message>
        <message>
            <source>Fill gap</source>
            <translation>填补空隙</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>组</translation>
        </message>
        <message>
            <source>Import timeline</source>
            <translation>导入时间线</translation>
        </message>
        <message>
            <source>Insert node</source>
            <translation>插入节点</translation>
        </message>
        <message>
            <source>Join</source>
            <translation>合并片段</translation>
        </message>
        <message>
            <source>Lay out</source>
            <translation>自动布局</translation>
        </message>
        <message>
            <source>Link</source>
            <translation>链接</translation>
        </message>
        <message>
            <source>Lock seed</source>
            <translation>锁定种子</translation>
        </message>
        <message>
            <source>Loop</source>
            <translation>循环</translation>
        </message>
        <message>
            <source>Make unique</source>
            <translation>使其独立</translation>
        </message>
        <message>
            <source>Mark part</source>
            <translation>标出一段</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>移动</translation>
        </message>
        <message>
            <source>Move frame</source>
            <translation>移动框</translation>
        </message>
        <message>
            <source>Move track</source>
            <translation>移动轨道</translation>
        </message>
        <message>
            <source>Mute</source>
            <translation>静默</translation>
        </message>
        <message>
            <source>Name take</source>
            <translation>命名版本</translation>
        </message>
        <message>
            <source>Nest</source>
            <translation>嵌套</translation>
        </message>
        <message>
            <source>New seeds</source>
            <translation>换新种子</translation>
        </message>
        <message>
            <source>New take</source>
            <translation>新版本</translation>
        </message>
        <message>
            <source>New timeline</source>
            <translation>新建时间线</translation>
        </message>
        <message>
            <source>Next take</source>
            <translation>下一个版本</translation>
        </message>
        <message>
            <source>Paste</source>
            <translation>粘贴</translation>
        </message>
        <message>
            <source>Pin take</source>
            <translation>固定版本</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>位置</translation>
        </message>
        <message>
            <source>Promote to the group</source>
            <translation>提升到组</translation>
        </message>
        <message>
            <source>Rate take</source>
            <translation>评价版本</translation>
        </message>
        <message>
            <source>Remove marker</source>
            <translation>移除标记</translation>
        </message>
        <message>
            <source>Remove timeline</source>
            <translation>移除时间线</translation>
        </message>
        <message>
            <source>Remove track</source>
            <translation>移除轨道</translation>
        </message>
        <message>
            <source>Remove transition</source>
            <translation>移除转场</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>重命名</translation>
        </message>
        <message>
            <source>Rename frame</source>
            <translation>重命名框</translation>
        </message>
        <message>
            <source>Rename group</source>
            <translation>重命名组</translation>
        </message>
        <message>
            <source>Rename port</source>
            <translation>重命名端口</translation>
        </message>
        <message>
            <source>Rename timeline</source>
            <translation>重命名时间线</translation>
        </message>
        <message>
            <source>Rename track</source>
            <translation>重命名轨道</translation>
        </message>
        <message>
            <source>Replace node</source>
            <translation>替换节点</translation>
        </message>
        <message>
            <source>Reset value</source>
            <translation>重置参数</translation>
        </message>
        <message>
            <source>Resize frame</source>
            <translation>调整框的大小</translation>
        </message>
        <message>
            <source>Retake</source>
            <translation>重拍</translation>
        </message>
        <message>
            <source>Ripple delete</source>
            <translation>波纹删除</translation>
        </message>
        <message>
            <source>Ripple trim</source>
            <translation>波纹修剪</translation>
        </message>
        <message>
            <source>Roll</source>
            <translation>滚动修剪</translation>
        </message>
        <message>
            <source>Show take</source>
            <translation>显示版本</translation>
        </message>
        <message>
            <source>Slide</source>
            <translation>滑动</translation>
        </message>
        <message>
            <source>Slip</source>
            <translation>滑移</translation>
        </message>
        <message>
            <source>Storyboard from cards</source>
            <translation>从卡片生成分镜</translation>
        </message>
        <message>
            <source>Take away from the group</source>
            <translation>从组中移除</translation>
        </message>
        <message>
            <source>Take out</source>
            <translation>取出节点</translation>
        </message>
        <message>
            <source>Three-point edit</source>
            <translation>三点编辑</translation>
        </message>
        <message>
            <source>Trim</source>
            <translation>截取</translation>
        </message>
        <message>
            <source>Turn off</source>
            <translation>停用</translation>
        </message>
        <message>
            <source>Turn on</source>
            <translation>启用</translation>
        </message>
        <message>
            <source>Ungroup</source>
            <translation>取消编组</translation>
        </message>
        <message>
            <source>Unlink</source>
            <translation>取消链接</translation>
        </message>
        <message>
            <source>Unlock seed</source>
            <translation>解锁种子</translation>
        </message>
        <message>
            <source>Unnest</source>
            <translation>取消嵌套</translation>
        </message>
        <message>
            <source>Unpin take</source>
            <translation>取消固定版本</translation>
        </message>
        <message>
            <source>Use original</source>
            <translation>用回原来的</translation>
        </message>
        <message>
            <source>Use the values of a take</source>
            <translation>使用某个版本的取值</translation>
        </message>
    </context>
    <context>
        <name>errors</name>
        <message>
            <source>"{text}" is no repository.</source>
            <translation>“{text}”不是仓库。</translation>
        </message>
        <message>
            <source>A card begins here already.</source>
            <translation>这里已经有一张卡片开始。</translation>
        </message>
        <message>
            <source>A certificate and its private key belong together, but only the {which} is named.</source>
            <translation>证书和它的私钥要成对使用，但只指定了{which}。</translation>
        </message>
        <message>
            <source>A character takes its place in a scene, and only one of the two is given.</source>
            <translation>角色要放进场景中的某个位置，而场景和位置只给了一个。</translation>
        </message>
        <message>
            <source>A clip of {size} does not lie within a frame of {frame}.</source>
            <translation>{size} 的视频放不进 {frame} 的画面。</translation>
        </message>
        <message>
            <source>A cut at {value} s leaves one part empty: the clip has {count} frames in {length} s.</source>
            <translation>在 {value} 秒处切开会使一段为空：该片段共 {count} 帧，{length} 秒。</translation>
        </message>
        <message>
            <source>A film cannot be {size} pixels high.</source>
            <translation>影片的高度不能是 {size} 像素。</translation>
        </message>
        <message>
            <source>A film cannot be {size}: {title} holds pictures from {least} to {most}.</source>
            <translation>影片不能是 {size}：{title} 的画面从 {least} 到 {most}。</translation>
        </message>
        <message>
            <source>A film cannot be {size}: {title} needs even sides.</source>
            <translation>影片不能是 {size}：{title} 的边长必须是偶数。</translation>
        </message>
        <message>
            <source>A film shows more than it is given.</source>
            <translation>影片要显示的内容多于提供的素材。</translation>
        </message>
        <message>
            <source>A frame cannot be so large.</source>
            <translation>框不能这么大。</translation>
        </message>
        <message>
            <source>A group needs a name.</source>
            <translation>组需要一个名称。</translation>
        </message>
        <message>
            <source>A link needs two items.</source>
            <translation>链接需要两个片段。</translation>
        </message>
        <message>
            <source>A model makes pictures, and {track} takes none.</source>
            <translation>模型生成的是画面，而 {track} 不放画面。</translation>
        </message>
        <message>
            <source>A node cannot be given a title.</source>
            <translation>字幕不能交给节点。</translation>
        </message>
        <message>
            <source>A node cannot be given another timeline.</source>
            <translation>另一条时间线不能交给节点。</translation>
        </message>
        <message>
            <source>A node cannot be placed so far out.</source>
            <translation>节点不能放到这么远的位置。</translation>
        </message>
        <message>
            <source>A node cannot feed itself.</source>
            <translation>节点不能连接到自身。</translation>
        </message>
        <message>
            <source>A node needs a name.</source>
            <translation>节点需要一个名称。</translation>
        </message>
        <message>
            <source>A part of {part} at {left}, {top} does not lie within frames of {size}.</source>
            <translation>位于 {left}, {top}、大小为 {part} 的部分超出了 {size} 的画面。</translation>
        </message>
        <message>
            <source>A picture has no end that could lead to its beginning.</source>
            <translation>图片没有结尾，无法引回开头。</translation>
        </message>
        <message>
            <source>A place of stroke {number} is not a pair of shares of the picture.</source>
            <translation>第 {number} 笔中有一个位置不是画面上的一对比例值。</translation>
        </message>
        <message>
            <source>A process of the training ended by itself.</source>
            <translation>训练的一个进程自行结束了。</translation>
        </message>
        <message>
            <source>A process that computes on another graphics card came to its end.</source>
            <translation>在另一块显卡上计算的进程已结束。</translation>
        </message>
        <message>
            <source>A sound cannot have {channels} channels.</source>
            <translation>音频不能有 {channels} 个声道。</translation>
        </message>
        <message>
            <source>A stored result is damaged or gone.</source>
            <translation>一个已缓存的结果已损坏或丢失。</translation>
        </message>
        <message>
            <source>A storyboard lasts at most {most} s, and this is {seconds} s.</source>
            <translation>分镜最长 {most} 秒，而这里是 {seconds} 秒。</translation>
        </message>
        <message>
            <source>A take has from 0 to 5 stars, not {stars}.</source>
            <translation>版本有 0 到 5 颗星，不能是 {stars}。</translation>
        </message>
        <message>
            <source>A three-point edit needs three points.</source>
            <translation>三点编辑需要三个点。</translation>
        </message>
        <message>
            <source>A timeline cannot be part of itself.</source>
            <translation>时间线不能成为自己的一部分。</translation>
        </message>
        <message>
            <source>A timeline cannot be so long.</source>
            <translation>时间线不能这么长。</translation>
        </message>
        <message>
            <source>A timeline cannot have this size or rate.</source>
            <translation>时间线不能用这个尺寸或帧率。</translation>
        </message>
        <message>
            <source>A timeline needs a name.</source>
            <translation>时间线需要一个名称。</translation>
        </message>
        <message>
            <source>A timeline that plays at another speed cannot be opened up.</source>
            <translation>以其他速度播放的时间线不能展开。</translation>
        </message>
        <message>
            <source>A title cannot look like that.</source>
            <translation>字幕不能是这个样子。</translation>
        </message>
        <message>
            <source>A track needs a name.</source>
            <translation>轨道需要一个名称。</translation>
        </message>
        <message>
            <source>A transition needs a length.</source>
            <translation>转场需要有长度。</translation>
        </message>
        <message>
            <source>A transition needs an item right before.</source>
            <translation>转场之前必须紧接着一个片段。</translation>
        </message>
        <message>
            <source>A transition of {value} s is longer than one of the clips: they last {first} s and {second} s.</source>
            <translation>{value} 秒的转场比其中一个片段还长：两者分别为 {first} 秒和 {second} 秒。</translation>
        </message>
        <message>
            <source>A transition over {span} frames does not lie within clips of {first} and {second} frames.</source>
            <translation>{span} 帧的转场超出了 {first} 帧和 {second} 帧的片段。</translation>
        </message>
        <message>
            <source>A wire gives {node} its seed.</source>
            <translation>{node} 的种子来自连线。</translation>
        </message>
        <message>
            <source>Accept them at {host}/{repository}, make a token at {host}/settings/tokens, and run "hf auth login" in a terminal. Then try again.</source>
            <translation>请在 {host}/{repository} 接受条款，在 {host}/settings/tokens 创建令牌，并在终端运行“hf auth login”，然后重试。</translation>
        </message>
        <message>
            <source>Add a node first.</source>
            <translation>请先添加一个节点。</translation>
        </message>
        <message>
            <source>Add a sound to it, or choose another format.</source>
            <translation>给它加上声音，或选择其他格式。</translation>
        </message>
        <message>
            <source>Add one first.</source>
            <translation>请先添加一个。</translation>
        </message>
        <message>
            <source>Add one that does.</source>
            <translation>请添加一个会产生结果的节点。</translation>
        </message>
        <message>
            <source>An edit reaches {most} s into a clip, and this is at {start} s.</source>
            <translation>编辑只能到视频的第 {most} 秒，而这里在第 {start} 秒。</translation>
        </message>
        <message>
            <source>Another node is called {name}.</source>
            <translation>已有另一个节点名为 {name}。</translation>
        </message>
        <message>
            <source>Another one goes on with the run.</source>
            <translation>另一个进程会继续此运行。</translation>
        </message>
        <message>
            <source>Another timeline is called {name}.</source>
            <translation>另一条时间线已叫“{name}”。</translation>
        </message>
        <message>
            <source>Another track is called {name}.</source>
            <translation>另一条轨道已叫“{name}”。</translation>
        </message>
        <message>
            <source>Ask for at least one frame.</source>
            <translation>请至少要求一帧。</translation>
        </message>
        <message>
            <source>Ask for {legal} frames and trim them.</source>
            <translation>请改为 {legal} 帧，之后再裁剪。</translation>
        </message>
        <message>
            <source>Ask for {native} frames a second and change the rate of the result.</source>
            <translation>请改为每秒 {native} 帧，之后再转换结果的帧率。</translation>
        </message>
        <message>
            <source>Bookmark {slot} is not set.</source>
            <translation>书签 {slot} 尚未设置。</translation>
        </message>
        <message>
            <source>Bring them to one rate and channels first.</source>
            <translation>请先统一采样率和声道。</translation>
        </message>
        <message>
            <source>Card {number} has an unknown {name}.</source>
            <translation>第 {number} 张卡片有未知的 {name}。</translation>
        </message>
        <message>
            <source>Card {number} is not an object.</source>
            <translation>第 {number} 张卡片不是对象。</translation>
        </message>
        <message>
            <source>Change the prompt or the seed, or use another model.</source>
            <translation>请更改提示词或种子，或使用其他模型。</translation>
        </message>
        <message>
            <source>Change the seed there.</source>
            <translation>请在那里更改种子。</translation>
        </message>
        <message>
            <source>Check that the disk has space left.</source>
            <translation>请检查磁盘是否还有可用空间。</translation>
        </message>
        <message>
            <source>Check that the file may be read, or choose another.</source>
            <translation>请检查文件的读取权限，或选择其他文件。</translation>
        </message>
        <message>
            <source>Check that you may read and write there.</source>
            <translation>请检查那里是否可以读写。</translation>
        </message>
        <message>
            <source>Check the connection, and try again: what was fetched stays.</source>
            <translation>请检查网络连接后重试：已下载的部分会保留。</translation>
        </message>
        <message>
            <source>Check the name. If you may have it, make a token at {host}/settings/tokens, and run "hf auth login" in a terminal.</source>
            <translation>请检查名称。如果你有权限，请在 {host}/settings/tokens 创建令牌，并在终端运行“hf auth login”。</translation>
        </message>
        <message>
            <source>Check the path {path}, or choose another file.</source>
            <translation>请检查路径 {path}，或选择其他文件。</translation>
        </message>
        <message>
            <source>Choose "Use these values" of that take, then run.</source>
            <translation>请在该版本上选择“使用这些取值”，然后运行。</translation>
        </message>
        <message>
            <source>Choose a LoRA that was made for this model, or the model that it was made for{base}.</source>
            <translation>请选择为此模型制作的 LoRA，或选择它所针对的模型{base}。</translation>
        </message>
        <message>
            <source>Choose a LoRA that was made for this model.</source>
            <translation>请选择为此模型制作的 LoRA。</translation>
        </message>
        <message>
            <source>Choose a PEM file that begins with -----BEGIN CERTIFICATE-----.</source>
            <translation>请选择以 -----BEGIN CERTIFICATE----- 开头的 PEM 文件。</translation>
        </message>
        <message>
            <source>Choose a PEM file that begins with -----BEGIN PRIVATE KEY-----.</source>
            <translation>请选择以 -----BEGIN PRIVATE KEY----- 开头的 PEM 文件。</translation>
        </message>
        <message>
            <source>Choose a PNG, JPEG or WebP that opens elsewhere.</source>
            <translation>请选择在其他程序里能打开的 PNG、JPEG 或 WebP 文件。</translation>
        </message>
        <message>
            <source>Choose a clip, a picture or a sound.</source>
            <translation>请选择片段、图片或声音。</translation>
        </message>
        <message>
            <source>Choose a copy of it without one, which nobody but you may read.</source>
            <translation>请选择一份没有密码、且只有您能读取的副本。</translation>
        </message>
        <message>
            <source>Choose a detail of {most}.</source>
            <translation>请选择 {most} 的精细度。</translation>
        </message>
        <message>
            <source>Choose a duration of at most {seconds} s.</source>
            <translation>请选择不超过 {seconds} 秒的时长。</translation>
        </message>
        <message>
            <source>Choose a factor above 0; to play backwards, reverse the clip.</source>
            <translation>请选择大于 0 的倍数；要倒放，请使用“倒放”。</translation>
        </message>
        <message>
            <source>Choose a file in it.</source>
            <translation>请选择其中的一个文件。</translation>
        </message>
        <message>
            <source>Choose a file that exists.</source>
            <translation>请选择一个存在的文件。</translation>
        </message>
        <message>
            <source>Choose a file that plays elsewhere, such as an MP4, MOV, MKV, PNG or JPEG.</source>
            <translation>请选择在其他程序里能打开的文件，例如 MP4、MOV、MKV、PNG 或 JPEG。</translation>
        </message>
        <message>
            <source>Choose a file.</source>
            <translation>请选择一个文件。</translation>
        </message>
        <message>
            <source>Choose a folder that exists.</source>
            <translation>请选择存在的文件夹。</translation>
        </message>
        <message>
            <source>Choose a folder that you may write to.</source>
            <translation>请选择一个有写入权限的文件夹。</translation>
        </message>
        <message>
            <source>Choose a folder with config.json, a tokenizer and .safetensors, as transformers stores them.</source>
            <translation>请选择包含 config.json、分词器和 .safetensors 权重的文件夹，即 transformers 保存的格式。</translation>
        </message>
        <message>
            <source>Choose a folder with models in it, or that of a model.</source>
            <translation>请选择包含模型的文件夹，或某个模型的文件夹。</translation>
        </message>
        <message>
            <source>Choose a folder with pictures such as frame_0001.png, or the pictures themselves.</source>
            <translation>请选择包含 frame_0001.png 之类图片的文件夹，或直接选择图片。</translation>
        </message>
        <message>
            <source>Choose a folder.</source>
            <translation>请选择一个文件夹。</translation>
        </message>
        <message>
            <source>Choose a frame inside of an item.</source>
            <translation>请选择片段内部的一帧。</translation>
        </message>
        <message>
            <source>Choose a group.</source>
            <translation>请选择一个组。</translation>
        </message>
        <message>
            <source>Choose a larger frame.</source>
            <translation>请选择更大的画面。</translation>
        </message>
        <message>
            <source>Choose a later end.</source>
            <translation>请选择更晚的终点。</translation>
        </message>
        <message>
            <source>Choose a model of one of these: {families}.</source>
            <translation>请选择以下系列之一的模型：{families}。</translation>
        </message>
        <message>
            <source>Choose a model of the family nano.</source>
            <translation>请选择 nano 系列的模型。</translation>
        </message>
        <message>
            <source>Choose a model that can, such as Wan 2.2 Animate.</source>
            <translation>请选择能做到的模型，例如 Wan 2.2 Animate。</translation>
        </message>
        <message>
            <source>Choose a moment from 0 to {length} s.</source>
            <translation>请选择 0 到 {length} 秒之间的时刻。</translation>
        </message>
        <message>
            <source>Choose a moment inside the clip.</source>
            <translation>请选择片段之内的时刻。</translation>
        </message>
        <message>
            <source>Choose a node that makes something.</source>
            <translation>请选择一个会生成内容的节点。</translation>
        </message>
        <message>
            <source>Choose a node that was run.</source>
            <translation>请选择一个已运行的节点。</translation>
        </message>
        <message>
            <source>Choose a picture, a video, a sound, or a folder of numbered pictures.</source>
            <translation>请选择图片、视频、声音，或包含编号图片的文件夹。</translation>
        </message>
        <message>
            <source>Choose a place between two items.</source>
            <translation>请选择两个片段之间的位置。</translation>
        </message>
        <message>
            <source>Choose a range within it. Frames are counted from 0.</source>
            <translation>请选择其中的范围。帧从 0 开始计数。</translation>
        </message>
        <message>
            <source>Choose a rate above 0, up to {most}.</source>
            <translation>请选择大于 0、不超过 {most} 的帧率。</translation>
        </message>
        <message>
            <source>Choose a repository with a folder for each part; its name often ends with Diffusers.</source>
            <translation>请选择每个部分各有一个文件夹的仓库；其名称通常以 Diffusers 结尾。</translation>
        </message>
        <message>
            <source>Choose a shorter transition: at most {longest} frames.</source>
            <translation>请选择更短的转场：最多 {longest} 帧。</translation>
        </message>
        <message>
            <source>Choose a smaller offset.</source>
            <translation>请选择较小的偏移。</translation>
        </message>
        <message>
            <source>Choose a smaller size or fewer seconds, or close other programs.</source>
            <translation>请减小尺寸或缩短时长，或关闭其他程序。</translation>
        </message>
        <message>
            <source>Choose a sound file such as WAV or MP3, or a video with sound.</source>
            <translation>请选择 WAV、MP3 等音频文件，或带声音的视频。</translation>
        </message>
        <message>
            <source>Choose a start before the end, both within the clip.</source>
            <translation>请让起点早于终点，且都在片段范围内。</translation>
        </message>
        <message>
            <source>Choose a start before the end, both within the sound.</source>
            <translation>请让起点早于终点，且都在音频范围内。</translation>
        </message>
        <message>
            <source>Choose a stronger one for the model, or none.</source>
            <translation>请为该模型选择更强的步骤缓存，或不使用。</translation>
        </message>
        <message>
            <source>Choose a track of pictures.</source>
            <translation>请选择画面轨道。</translation>
        </message>
        <message>
            <source>Choose a track of titles.</source>
            <translation>请选择字幕轨道。</translation>
        </message>
        <message>
            <source>Choose a value from 0 to 1.</source>
            <translation>请选择 0 到 1 之间的值。</translation>
        </message>
        <message>
            <source>Choose a value from {least} to {most}.</source>
            <translation>请选择 {least} 到 {most} 之间的值。</translation>
        </message>
        <message>
            <source>Choose a value from {minimum} to {maximum}{unit}.</source>
            <translation>请选择 {minimum} 到 {maximum}{unit} 之间的值。</translation>
        </message>
        <message>
            <source>Choose a whole number from 0 to 4294967295.</source>
            <translation>请选择 0 到 4294967295 之间的整数。</translation>
        </message>
        <message>
            <source>Choose a wire that is there.</source>
            <translation>请选择现有的连线。</translation>
        </message>
        <message>
            <source>Choose an MP4, MOV, MKV or WebM file.</source>
            <translation>请选择 MP4、MOV、MKV 或 WebM 文件。</translation>
        </message>
        <message>
            <source>Choose an earlier place.</source>
            <translation>请选择更早的位置。</translation>
        </message>
        <message>
            <source>Choose an earlier start or a later end; the clip lasts {length} s.</source>
            <translation>请选择更早的起点或更晚的终点；该片段长 {length} 秒。</translation>
        </message>
        <message>
            <source>Choose an earlier start.</source>
            <translation>请选择更早的开始时间。</translation>
        </message>
        <message>
            <source>Choose an end after the start, or leave it empty for the end of the clip.</source>
            <translation>请选择起点之后的终点，或留空表示片段末尾。</translation>
        </message>
        <message>
            <source>Choose an end after the start, or leave it empty for the end of the sound.</source>
            <translation>请选择起点之后的终点，或留空表示音频末尾。</translation>
        </message>
        <message>
            <source>Choose an end up to {length} s, or leave it empty for the end of the clip.</source>
            <translation>请选择不超过 {length} 秒的终点，或留空表示片段末尾。</translation>
        </message>
        <message>
            <source>Choose an item that a model makes.</source>
            <translation>请选择由模型生成的片段。</translation>
        </message>
        <message>
            <source>Choose an item that has.</source>
            <translation>请选择有画面的片段。</translation>
        </message>
        <message>
            <source>Choose an item that shows a node.</source>
            <translation>请选择显示节点的片段。</translation>
        </message>
        <message>
            <source>Choose an item that shows pictures.</source>
            <translation>请选择显示画面的片段。</translation>
        </message>
        <message>
            <source>Choose another certificate: it must be one for signing documents or mail, and no authority's.</source>
            <translation>请选择别的证书：它必须用于签署文档或邮件，并且不是颁发机构的证书。</translation>
        </message>
        <message>
            <source>Choose another file, or remove the item.</source>
            <translation>请选择其他文件，或移除该片段。</translation>
        </message>
        <message>
            <source>Choose another file.</source>
            <translation>请选择其他文件。</translation>
        </message>
        <message>
            <source>Choose another folder, or remove that one.</source>
            <translation>请选择其他文件夹，或删除该文件夹。</translation>
        </message>
        <message>
            <source>Choose another format: .otio holds everything.</source>
            <translation>请选择其他格式：.otio 可保存全部内容。</translation>
        </message>
        <message>
            <source>Choose another model, or write the text yourself.</source>
            <translation>请选择别的模型，或自己写文字。</translation>
        </message>
        <message>
            <source>Choose another model.</source>
            <translation>请选择其他模型。</translation>
        </message>
        <message>
            <source>Choose another model: its previews need no map.</source>
            <translation>请选择其他模型：它的预览不需要颜色映射。</translation>
        </message>
        <message>
            <source>Choose another moment or a larger mask, cut the clip there, or let the mask vanish.</source>
            <translation>请选择另一时刻或更大的蒙版，在该处剪断片段，或让蒙版消失。</translation>
        </message>
        <message>
            <source>Choose another moment, or write on that card.</source>
            <translation>请换一个时刻，或写在那张卡片上。</translation>
        </message>
        <message>
            <source>Choose another name or folder.</source>
            <translation>请换一个名称或文件夹。</translation>
        </message>
        <message>
            <source>Choose another name.</source>
            <translation>请换一个名称。</translation>
        </message>
        <message>
            <source>Choose another one.</source>
            <translation>请另选一个。</translation>
        </message>
        <message>
            <source>Choose another place, or another track.</source>
            <translation>请选择其他位置或其他轨道。</translation>
        </message>
        <message>
            <source>Choose another place.</source>
            <translation>请选择其他位置。</translation>
        </message>
        <message>
            <source>Choose another repository.</source>
            <translation>请选择其他仓库。</translation>
        </message>
        <message>
            <source>Choose another repository: other files could run a program when they are loaded.</source>
            <translation>请选择其他仓库：其他文件在加载时可能会运行程序。</translation>
        </message>
        <message>
            <source>Choose another size, frame rate or format.</source>
            <translation>请换一个尺寸、帧率或格式。</translation>
        </message>
        <message>
            <source>Choose another size, or another format.</source>
            <translation>请选择其他尺寸或格式。</translation>
        </message>
        <message>
            <source>Choose another start.</source>
            <translation>请选择其他开始时间。</translation>
        </message>
        <message>
            <source>Choose another take of {node}.</source>
            <translation>请选择 {node} 的另一个版本。</translation>
        </message>
        <message>
            <source>Choose another take, or make it again.</source>
            <translation>请选择其他版本，或重新生成。</translation>
        </message>
        <message>
            <source>Choose another track.</source>
            <translation>请选择其他轨道。</translation>
        </message>
        <message>
            <source>Choose another.</source>
            <translation>请选择另一个。</translation>
        </message>
        <message>
            <source>Choose at least 1.</source>
            <translation>请至少选择 1。</translation>
        </message>
        <message>
            <source>Choose at least one column, and a gap from 0 on.</source>
            <translation>请至少选择一列，间距不小于 0。</translation>
        </message>
        <message>
            <source>Choose at most {longest} s.</source>
            <translation>最多可选 {longest} 秒。</translation>
        </message>
        <message>
            <source>Choose bfloat16 or float32, or leave that to the program.</source>
            <translation>请选择 bfloat16 或 float32，或交由程序决定。</translation>
        </message>
        <message>
            <source>Choose fewer bits for its weights in Models, or make room on the disk, or choose a smaller model.</source>
            <translation>请在“模型”中为其权重选择更少的位数，或腾出磁盘空间，或选择更小的模型。</translation>
        </message>
        <message>
            <source>Choose fewer cards, or bring them closer together.</source>
            <translation>请减少卡片，或让它们靠近一些。</translation>
        </message>
        <message>
            <source>Choose float8 for them, or let them wait in memory.</source>
            <translation>请为其选择 float8，或让它们在内存中等待。</translation>
        </message>
        <message>
            <source>Choose from 16 to {most}.</source>
            <translation>请选择 16 到 {most}。</translation>
        </message>
        <message>
            <source>Choose from: {names}.</source>
            <translation>请从以下选项中选择：{names}。</translation>
        </message>
        <message>
            <source>Choose int8, or leave that to the program.</source>
            <translation>请选择 int8，或交由程序决定。</translation>
        </message>
        <message>
            <source>Choose it anew.</source>
            <translation>请重新选择。</translation>
        </message>
        <message>
            <source>Choose one from 1 % to 10000 %.</source>
            <translation>请在 1 % 到 10000 % 之间选择。</translation>
        </message>
        <message>
            <source>Choose one of the two.</source>
            <translation>请二选一。</translation>
        </message>
        <message>
            <source>Choose one of them, and give the other a card of its own.</source>
            <translation>请选其中一个，另一个放到单独的卡片上。</translation>
        </message>
        <message>
            <source>Choose one of: {choices}.</source>
            <translation>请从以下各项中选择：{choices}。</translation>
        </message>
        <message>
            <source>Choose one of: {names}.</source>
            <translation>请从以下各项中选择：{names}。</translation>
        </message>
        <message>
            <source>Choose one of: {precisions}.</source>
            <translation>请选择其中之一：{precisions}。</translation>
        </message>
        <message>
            <source>Choose one of: {words}.</source>
            <translation>请选择其一：{words}。</translation>
        </message>
        <message>
            <source>Choose one that does.</source>
            <translation>请选择一个有的。</translation>
        </message>
        <message>
            <source>Choose one that gives a clip, a picture or a sound.</source>
            <translation>请选择一个输出视频、图片或声音的节点。</translation>
        </message>
        <message>
            <source>Choose one that is valid now, or check the clock of this computer.</source>
            <translation>请选择现在有效的证书，或检查本机的时钟。</translation>
        </message>
        <message>
            <source>Choose one that is.</source>
            <translation>请选择一个是时间线的片段。</translation>
        </message>
        <message>
            <source>Choose one.</source>
            <translation>请选择一个。</translation>
        </message>
        <message>
            <source>Choose one. LoRAs are the .safetensors files in folders called loras in the folders of models.</source>
            <translation>请选择一个。LoRA 是模型文件夹里名为 loras 的文件夹中的 .safetensors 文件。</translation>
        </message>
        <message>
            <source>Choose places from 0 to 1.</source>
            <translation>位置应在 0 到 1 之间。</translation>
        </message>
        <message>
            <source>Choose shorter fades.</source>
            <translation>请缩短淡入淡出。</translation>
        </message>
        <message>
            <source>Choose sides from 2 to {side} pixels, and 1 to {rate} frames a second.</source>
            <translation>边长请选 2 到 {side} 像素，帧率请选每秒 1 到 {rate} 帧。</translation>
        </message>
        <message>
            <source>Choose the first of the pictures again.</source>
            <translation>请重新选择序列的第一张图片。</translation>
        </message>
        <message>
            <source>Choose the first of the pictures, with a name such as frame_0001.png.</source>
            <translation>请选择第一张图片，文件名形如 frame_0001.png。</translation>
        </message>
        <message>
            <source>Choose the folder of a complete nano model, such as resources/models/nano.</source>
            <translation>请选择完整的 nano 模型文件夹，例如 resources/models/nano。</translation>
        </message>
        <message>
            <source>Choose the folder of a complete nano model.</source>
            <translation>请选择完整的 nano 模型文件夹。</translation>
        </message>
        <message>
            <source>Choose the folder of the model itself.</source>
            <translation>请选择模型本身的文件夹。</translation>
        </message>
        <message>
            <source>Choose two that were cut from one and changed in nothing since.</source>
            <translation>请选择由同一片段切开、之后没有改动过的两段。</translation>
        </message>
        <message>
            <source>Choose where to save it.</source>
            <translation>请选择保存位置。</translation>
        </message>
        <message>
            <source>Choose {less:.1f} s, or close other programs.</source>
            <translation>请选择 {less:.1f} 秒，或关闭其他程序。</translation>
        </message>
        <message>
            <source>Choose {less_width}x{less_height} or {less:.1f} s, or close other programs.</source>
            <translation>请选择 {less_width}x{less_height} 或 {less:.1f} 秒，或关闭其他程序。</translation>
        </message>
        <message>
            <source>Choose {less_width}x{less_height}, or close other programs.</source>
            <translation>请选择 {less_width}x{less_height}，或关闭其他程序。</translation>
        </message>
        <message>
            <source>Choose {nearest}.</source>
            <translation>请选择 {nearest}。</translation>
        </message>
        <message>
            <source>Click one on the canvas.</source>
            <translation>请在画布上点击一个。</translation>
        </message>
        <message>
            <source>Click one, or put the playhead on it.</source>
            <translation>请点击一个，或把播放头放到它上面。</translation>
        </message>
        <message>
            <source>Clip {number} is {other} at {other_rate} frames a second, but the first is {size} at {rate}.</source>
            <translation>片段 {number} 是 {other}、每秒 {other_rate} 帧，而第一个片段是 {size}、每秒 {rate} 帧。</translation>
        </message>
        <message>
            <source>Close the gap, or choose an item that touches another.</source>
            <translation>请关闭间隙，或选择与前一片段相接的片段。</translation>
        </message>
        <message>
            <source>Connect a clip that has one.</source>
            <translation>请连接带声音的片段。</translation>
        </message>
        <message>
            <source>Connect a picture or a clip that is white where the clip should be painted anew.</source>
            <translation>请连接一张图片或一段视频，在需要重新绘制的地方为白色。</translation>
        </message>
        <message>
            <source>Connect an output of the kind {kind}.</source>
            <translation>请连接一个“{kind}”类型的输出。</translation>
        </message>
        <message>
            <source>Connect at least one clip.</source>
            <translation>请至少连接一个片段。</translation>
        </message>
        <message>
            <source>Connect at least one sound that begins in time.</source>
            <translation>请至少连接一个能被听到的音频。</translation>
        </message>
        <message>
            <source>Connect both scene and place, or neither.</source>
            <translation>请同时连接场景和位置，或都不连接。</translation>
        </message>
        <message>
            <source>Connect either a clip or a picture.</source>
            <translation>请连接一个片段或一张图片。</translation>
        </message>
        <message>
            <source>Connect either a clip, a picture or a sound.</source>
            <translation>请连接一个片段、一张图片或一个音频。</translation>
        </message>
        <message>
            <source>Connect it anew, or remove the wire.</source>
            <translation>请重新连接，或删除这条连线。</translation>
        </message>
        <message>
            <source>Connect it to a node that {target} does not depend on.</source>
            <translation>请连接到 {target} 不依赖的节点。</translation>
        </message>
        <message>
            <source>Connect it to an output of the kind {wanted}.</source>
            <translation>请把它连接到“{wanted}”类型的输出。</translation>
        </message>
        <message>
            <source>Connect it to another node.</source>
            <translation>请连接到其他节点。</translation>
        </message>
        <message>
            <source>Connect it, or choose another one on the card.</source>
            <translation>请连接它，或在卡片上选择别的。</translation>
        </message>
        <message>
            <source>Content Credentials can be neither written nor read: {package} does not load ({reason}).</source>
            <translation>无法写入或读取内容凭证：{package} 加载失败（{reason}）。</translation>
        </message>
        <message>
            <source>Content Credentials cannot be signed with the key in {file}.</source>
            <translation>{file} 中的密钥不能用来签署内容凭证。</translation>
        </message>
        <message>
            <source>Copy nodes, words or a file first.</source>
            <translation>请先复制节点、文字或文件。</translation>
        </message>
        <message>
            <source>Copy or export the file again.</source>
            <translation>请重新复制或导出该文件。</translation>
        </message>
        <message>
            <source>Copy other nodes.</source>
            <translation>请复制其他节点。</translation>
        </message>
        <message>
            <source>Copy some items of a timeline first.</source>
            <translation>请先复制时间线上的片段。</translation>
        </message>
        <message>
            <source>Copy some nodes first.</source>
            <translation>请先复制一些节点。</translation>
        </message>
        <message>
            <source>Cut off less than 100% together.</source>
            <translation>两边合计裁掉的部分须少于 100%。</translation>
        </message>
        <message>
            <source>Cut off less.</source>
            <translation>请少裁一些。</translation>
        </message>
        <message>
            <source>Delete it.</source>
            <translation>请删除它。</translation>
        </message>
        <message>
            <source>Disconnect all but one.</source>
            <translation>请只保留一个连接，断开其余的。</translation>
        </message>
        <message>
            <source>Disconnect one of them.</source>
            <translation>请断开其中一个。</translation>
        </message>
        <message>
            <source>Drag a wire to the port that it is meant for.</source>
            <translation>请将连线拖到目标端口。</translation>
        </message>
        <message>
            <source>Drop the wire on a port that lights up.</source>
            <translation>请把连线拖到亮起的端口上。</translation>
        </message>
        <message>
            <source>Enter the group first.</source>
            <translation>请先进入组。</translation>
        </message>
        <message>
            <source>Export .otio or .xml, which have them.</source>
            <translation>请导出支持它们的 .otio 或 .xml。</translation>
        </message>
        <message>
            <source>Export .otio, or choose it anew in the other program.</source>
            <translation>请导出 .otio，或在其他软件中重新选择。</translation>
        </message>
        <message>
            <source>Export .otio, or set its speed in the other program.</source>
            <translation>请导出 .otio，或在其他软件中设置速度。</translation>
        </message>
        <message>
            <source>Export a node that makes one.</source>
            <translation>请导出能生成片段的节点。</translation>
        </message>
        <message>
            <source>Export it anew as .otio from the program that it comes from.</source>
            <translation>请在来源软件中重新导出为 .otio。</translation>
        </message>
        <message>
            <source>Export it anew.</source>
            <translation>请重新导出。</translation>
        </message>
        <message>
            <source>Fill at most {most} s.</source>
            <translation>最多填补 {most} 秒。</translation>
        </message>
        <message>
            <source>Fit it to {down} or {up} first.</source>
            <translation>请先把它调整为 {down} 或 {up}。</translation>
        </message>
        <message>
            <source>Fit them to one size and rate first.</source>
            <translation>请先统一它们的尺寸和帧率。</translation>
        </message>
        <message>
            <source>Flatten some of them.</source>
            <translation>请展平其中一些。</translation>
        </message>
        <message>
            <source>Frames are counted from 0; the last does not come before the first.</source>
            <translation>帧从 0 开始计数；末帧不能在首帧之前。</translation>
        </message>
        <message>
            <source>Frames of {given} cannot be stored in a clip of {size}.</source>
            <translation>{given} 的帧不能存入 {size} 的片段。</translation>
        </message>
        <message>
            <source>Frames {start} to {stop} do not lie within a clip of {count} frames.</source>
            <translation>第 {start} 到 {stop} 帧超出了片段范围（共 {count} 帧）。</translation>
        </message>
        <message>
            <source>Free some space on the disk, or choose another place with SORAAPP_HOME.</source>
            <translation>请清理磁盘空间，或用 SORAAPP_HOME 另选位置。</translation>
        </message>
        <message>
            <source>Free some space, or choose another disk.</source>
            <translation>请清理磁盘空间，或换一个磁盘。</translation>
        </message>
        <message>
            <source>Free some space.</source>
            <translation>请清理磁盘空间。</translation>
        </message>
        <message>
            <source>From {start} s on no frame is left before the end at {end} s.</source>
            <translation>从 {start} 秒到终点 {end} 秒之间没有任何一帧。</translation>
        </message>
        <message>
            <source>Get it again, or use the version of diffusers that it was made with.</source>
            <translation>请重新获取，或使用制作它时的 diffusers 版本。</translation>
        </message>
        <message>
            <source>Get it from where it is published, or leave it out.</source>
            <translation>请从发布它的地方重新获取，或去掉它。</translation>
        </message>
        <message>
            <source>Get the model again.</source>
            <translation>请重新获取该模型。</translation>
        </message>
        <message>
            <source>Get the model from where its family publishes it.</source>
            <translation>请从该系列的发布处获取模型。</translation>
        </message>
        <message>
            <source>Get the whole model by the name of its repository.</source>
            <translation>请按仓库名称获取整个模型。</translation>
        </message>
        <message>
            <source>Get these files from where the model is published.</source>
            <translation>请从模型的发布处获取这些文件。</translation>
        </message>
        <message>
            <source>Get what is missing, or put these files of huggingface.co/{repository} into {folder}.</source>
            <translation>请获取缺失的文件，或将 huggingface.co/{repository} 中的这些文件放入 {folder}。</translation>
        </message>
        <message>
            <source>Get {weights} into the cache of Hugging Face; see the notes of the package {package}.</source>
            <translation>请将 {weights} 下载到 Hugging Face 缓存中；参见软件包 {package} 的说明。</translation>
        </message>
        <message>
            <source>Give a JSON file such as the config.json of a training folder.</source>
            <translation>请提供一个 JSON 文件，例如训练文件夹中的 config.json。</translation>
        </message>
        <message>
            <source>Give a height above 0, and a colour.</source>
            <translation>请给出大于 0 的字高和一种颜色。</translation>
        </message>
        <message>
            <source>Give a list or an object.</source>
            <translation>请给出列表或对象。</translation>
        </message>
        <message>
            <source>Give a number, or a sum such as 24*5/2.</source>
            <translation>请输入数字，或 24*5/2 这样的算式。</translation>
        </message>
        <message>
            <source>Give a number.</source>
            <translation>请输入数字。</translation>
        </message>
        <message>
            <source>Give a whole number.</source>
            <translation>请输入整数。</translation>
        </message>
        <message>
            <source>Give at least one value.</source>
            <translation>请至少给出一个值。</translation>
        </message>
        <message>
            <source>Give each its own time, or join their texts.</source>
            <translation>请给它们各自的时间，或把文字合在一起。</translation>
        </message>
        <message>
            <source>Give it at least one frame.</source>
            <translation>请至少给它一帧。</translation>
        </message>
        <message>
            <source>Give it the frame rate of the clip first.</source>
            <translation>请先把它转成该片段的帧率。</translation>
        </message>
        <message>
            <source>Give on or off.</source>
            <translation>请选择开或关。</translation>
        </message>
        <message>
            <source>Give one such as #ff8a3d, or one of: {names}.</source>
            <translation>请输入 #ff8a3d 这样的颜色，或其中之一：{names}。</translation>
        </message>
        <message>
            <source>Give one such as #ff8a3d.</source>
            <translation>请给出例如 #ff8a3d 的颜色。</translation>
        </message>
        <message>
            <source>Give {kind}.</source>
            <translation>请给出{kind}。</translation>
        </message>
        <message>
            <source>Go on with the project as it was last saved.</source>
            <translation>请从上次保存的项目继续。</translation>
        </message>
        <message>
            <source>Go to a place and press Ctrl+Shift+{slot}.</source>
            <translation>请移到要记住的位置，然后按 Ctrl+Shift+{slot}。</translation>
        </message>
        <message>
            <source>Go to another one.</source>
            <translation>请前往其他组。</translation>
        </message>
        <message>
            <source>Group some nodes and enter the group first.</source>
            <translation>请先将一些节点编组并进入该组。</translation>
        </message>
        <message>
            <source>Groups lie more than {most} deep in each other.</source>
            <translation>组的嵌套超过 {most} 层。</translation>
        </message>
        <message>
            <source>In a clip of {count} frames {model} keeps only whole pictures: one at the first frame, and with it one at the last.</source>
            <translation>在 {count} 帧的片段中，{model} 只保留整张图片：第一帧一张，并可再加最后一帧一张。</translation>
        </message>
        <message>
            <source>Install it again.</source>
            <translation>请重新安装。</translation>
        </message>
        <message>
            <source>Install it again: python3 -m pip install --force-reinstall {package}</source>
            <translation>请重新安装：python3 -m pip install --force-reinstall {package}</translation>
        </message>
        <message>
            <source>Install it into the environment of this program with pip install {package}, and get {weights}.</source>
            <translation>请在本程序的环境中用 pip install {package} 安装，并下载 {weights}。</translation>
        </message>
        <message>
            <source>Install it with: python3 -m pip install {package}. Or leave that to the program.</source>
            <translation>请安装：python3 -m pip install {package}。或交由程序决定。</translation>
        </message>
        <message>
            <source>Install the model again.</source>
            <translation>请重新安装该模型。</translation>
        </message>
        <message>
            <source>Install what is missing, or run it without compiling.</source>
            <translation>请安装缺少的组件，或不编译直接运行。</translation>
        </message>
        <message>
            <source>It cannot be read: {reason}.</source>
            <translation>无法读取：{reason}。</translation>
        </message>
        <message>
            <source>It comes from elsewhere, was written without them, or lost them when it was converted.</source>
            <translation>它来自别处，写入时没有带上这些，或在转换时丢失了。</translation>
        </message>
        <message>
            <source>It goes on with less: {economy}.</source>
            <translation>将以较少的内存继续：{economy}。</translation>
        </message>
        <message>
            <source>It was started anew: run again; what is done already is not done twice.</source>
            <translation>已重新启动：请再次运行，已完成的部分不会重复计算。</translation>
        </message>
        <message>
            <source>Keep at most {most}.</source>
            <translation>最多保留 {most} 张。</translation>
        </message>
        <message>
            <source>Keep both together.</source>
            <translation>请把两者放在一起。</translation>
        </message>
        <message>
            <source>Keep only a picture at the first frame, with a strength of 1.</source>
            <translation>只在第一帧保留一张图片，强度设为 1。</translation>
        </message>
        <message>
            <source>Keep only that at the first frame, with a strength of 1.</source>
            <translation>请只在第一帧保留这些内容，强度为 1。</translation>
        </message>
        <message>
            <source>Keep these alone, or choose another model.</source>
            <translation>请只保留这些，或选择其他模型。</translation>
        </message>
        <message>
            <source>Leave it out, or choose one of: {names}.</source>
            <translation>请去掉它，或从以下选项中选择：{names}。</translation>
        </message>
        <message>
            <source>Leave media out, or choose another model.</source>
            <translation>请去掉媒体，或选择其他模型。</translation>
        </message>
        <message>
            <source>Leave out --device, or choose --device cpu.</source>
            <translation>请去掉 --device，或选择 --device cpu。</translation>
        </message>
        <message>
            <source>Leave out the #.</source>
            <translation>去掉 #。</translation>
        </message>
        <message>
            <source>Leave that to the program.</source>
            <translation>请交由程序决定。</translation>
        </message>
        <message>
            <source>Leave the LoRA out, or choose another model.</source>
            <translation>请去掉 LoRA，或选择另一个模型。</translation>
        </message>
        <message>
            <source>Leave the bits of its weights to the program in Models, or leave the LoRA out.</source>
            <translation>请在“模型”中将权重位数交给程序决定，或不使用该 LoRA。</translation>
        </message>
        <message>
            <source>Leave the mask out.</source>
            <translation>请去掉蒙版。</translation>
        </message>
        <message>
            <source>Leave the negative prompt empty.</source>
            <translation>请将反向提示词留空。</translation>
        </message>
        <message>
            <source>Leave the revision out to get what is current.</source>
            <translation>不填写版本即可获取当前版本。</translation>
        </message>
        <message>
            <source>Leave them out, or choose another model.</source>
            <translation>请去掉它们，或选择其他模型。</translation>
        </message>
        <message>
            <source>Leave them out, or choose one card for it in Models.</source>
            <translation>请去掉它们，或在“模型”中为它选择一块显卡。</translation>
        </message>
        <message>
            <source>Leave them out.</source>
            <translation>请去掉它们。</translation>
        </message>
        <message>
            <source>Leave these characters out.</source>
            <translation>请去掉这些字符。</translation>
        </message>
        <message>
            <source>Let it play at 100 % first.</source>
            <translation>请先让它以 100 % 播放。</translation>
        </message>
        <message>
            <source>Let the first prompt start at 0 s and each other one later than the one before.</source>
            <translation>请让第一个提示词从 0 秒开始，其余的依次向后。</translation>
        </message>
        <message>
            <source>Let the first start at 0 s and each other one later than the one before.</source>
            <translation>请让第一个从 0 秒开始，其余每一个都晚于前一个。</translation>
        </message>
        <message>
            <source>Let them wait on the disk, or leave that to the program.</source>
            <translation>让它们在磁盘上等待，或交由程序决定。</translation>
        </message>
        <message>
            <source>Line {number} has {count} characters.</source>
            <translation>第 {number} 行有 {count} 个字符。</translation>
        </message>
        <message>
            <source>Look at {host}/{repository} what it asks for, make a token at {host}/settings/tokens, and run "hf auth login" in a terminal.</source>
            <translation>请在 {host}/{repository} 查看其要求，在 {host}/settings/tokens 创建令牌，并在终端运行“hf auth login”。</translation>
        </message>
        <message>
            <source>Make a new take.</source>
            <translation>请生成一个新版本。</translation>
        </message>
        <message>
            <source>Make it mono, stereo or 5.1.</source>
            <translation>请改为单声道、立体声或 5.1 声道。</translation>
        </message>
        <message>
            <source>Make it repeat for longer.</source>
            <translation>请让它重复得更久。</translation>
        </message>
        <message>
            <source>Make it white where the picture is to be followed.</source>
            <translation>请把要跟踪的画面部分涂成白色。</translation>
        </message>
        <message>
            <source>Make room on the disk, or allow writing there.</source>
            <translation>请腾出磁盘空间，或允许在那里写入。</translation>
        </message>
        <message>
            <source>Make room on the disk.</source>
            <translation>请腾出磁盘空间。</translation>
        </message>
        <message>
            <source>Make room there first.</source>
            <translation>请先在那里腾出位置。</translation>
        </message>
        <message>
            <source>Make room there, or choose another disk.</source>
            <translation>请在该磁盘腾出空间，或选择其他磁盘。</translation>
        </message>
        <message>
            <source>Make room there, unlink what is linked, or lock the track.</source>
            <translation>请在那里腾出位置、取消链接，或锁定该轨道。</translation>
        </message>
        <message>
            <source>Make room, and try again: what was fetched stays.</source>
            <translation>请腾出空间后重试：已下载的部分会保留。</translation>
        </message>
        <message>
            <source>Make the clip longer than {time} s, or let the card begin earlier.</source>
            <translation>请让片段长于 {time} 秒，或让卡片早些开始。</translation>
        </message>
        <message>
            <source>Make the folder, or choose another.</source>
            <translation>请新建该文件夹，或选择其他文件夹。</translation>
        </message>
        <message>
            <source>Make the item longer.</source>
            <translation>请直接拉长片段。</translation>
        </message>
        <message>
            <source>Make the mask larger, so that an edge lies under it, or choose another moment.</source>
            <translation>请把蒙版放大，使其下有边缘，或选择另一时刻。</translation>
        </message>
        <message>
            <source>Make the result longer, or keep less.</source>
            <translation>请延长结果，或减少要保留的素材。</translation>
        </message>
        <message>
            <source>Make {most} at most.</source>
            <translation>最多制作 {most} 个。</translation>
        </message>
        <message>
            <source>Mark a beginning or an end in the source or on the timeline.</source>
            <translation>请在素材或时间线上标出起点或终点。</translation>
        </message>
        <message>
            <source>Mark a part of it.</source>
            <translation>请标记它的一部分。</translation>
        </message>
        <message>
            <source>Measure it with `python3 main.py model eval {model}`.</source>
            <translation>请用 `python3 main.py model eval {model}` 测量。</translation>
        </message>
        <message>
            <source>Media to keep fill frames {first} to {last}, but the result has frames 0 to {end}.</source>
            <translation>要保留的素材占第 {first} 到 {last} 帧，但结果只有第 0 到 {end} 帧。</translation>
        </message>
        <message>
            <source>More than one thing is connected to look at.</source>
            <translation>连接了不止一个要查看的内容。</translation>
        </message>
        <message>
            <source>Move them there.</source>
            <translation>请把它们移到那里。</translation>
        </message>
        <message>
            <source>Move what is beside it.</source>
            <translation>请移开旁边的内容。</translation>
        </message>
        <message>
            <source>NVIDIA's licence asks that {model} runs with its guardrail, and the package {package} is not installed.</source>
            <translation>NVIDIA 的许可要求 {model} 与其安全护栏一起运行，而软件包 {package} 没有安装。</translation>
        </message>
        <message>
            <source>Name both, or neither to sign with the key of this installation.</source>
            <translation>请两者都指定，或都不指定而使用本机的密钥签名。</translation>
        </message>
        <message>
            <source>Name one as its page does, such as {example}, or paste the address of the page.</source>
            <translation>请按页面上的写法填写，例如 {example}，或粘贴页面地址。</translation>
        </message>
        <message>
            <source>Neither width nor height is set.</source>
            <translation>宽和高都没有设置。</translation>
        </message>
        <message>
            <source>Networks cannot wait in memory here, since they work in it: there is no graphics card with its own.</source>
            <translation>网络在此无法在内存中等待，因为它们就在内存中工作：没有带独立显存的显卡。</translation>
        </message>
        <message>
            <source>No LoRA is chosen.</source>
            <translation>没有选择 LoRA。</translation>
        </message>
        <message>
            <source>No file is chosen.</source>
            <translation>尚未选择文件。</translation>
        </message>
        <message>
            <source>No folder is chosen.</source>
            <translation>尚未选择文件夹。</translation>
        </message>
        <message>
            <source>No group is selected.</source>
            <translation>没有选中组。</translation>
        </message>
        <message>
            <source>No item is selected.</source>
            <translation>没有选择片段。</translation>
        </message>
        <message>
            <source>No node is selected.</source>
            <translation>没有选中节点。</translation>
        </message>
        <message>
            <source>Nothing can be fetched: {reason}.</source>
            <translation>无法下载：{reason}。</translation>
        </message>
        <message>
            <source>Nothing is connected to lay over the clip.</source>
            <translation>没有连接要叠在片段上的内容。</translation>
        </message>
        <message>
            <source>Nothing is connected to look at.</source>
            <translation>没有连接要查看的内容。</translation>
        </message>
        <message>
            <source>Nothing is connected to make a picture of.</source>
            <translation>没有连接要做成图片的内容。</translation>
        </message>
        <message>
            <source>Nothing is connected to {input}.</source>
            <translation>“{input}”没有连接任何内容。</translation>
        </message>
        <message>
            <source>Nothing is connected.</source>
            <translation>没有连接任何节点。</translation>
        </message>
        <message>
            <source>Nothing is left between {first}, {cut}%, and {second}, {other}%.</source>
            <translation>{first}裁掉 {cut}%、{second}裁掉 {other}% 之后什么也不剩。</translation>
        </message>
        <message>
            <source>Nothing is left of a sound of {length} s that begins {early} s early.</source>
            <translation>长 {length} 秒的音频提前 {early} 秒开始，就什么也不剩了。</translation>
        </message>
        <message>
            <source>Nothing is lost but time.</source>
            <translation>只是多花些时间。</translation>
        </message>
        <message>
            <source>Nothing is replaced.</source>
            <translation>没有替换任何节点。</translation>
        </message>
        <message>
            <source>Nothing is written for a storyboard.</source>
            <translation>还没有写下分镜的内容。</translation>
        </message>
        <message>
            <source>Nothing lasts from {start} s to {end} s in a sound of {length} s.</source>
            <translation>在长 {length} 秒的音频里，从 {start} 秒到 {end} 秒没有任何内容。</translation>
        </message>
        <message>
            <source>Numbered {kind} pictures cannot hold Content Credentials.</source>
            <translation>带编号的 {kind} 图片无法容纳内容凭证。</translation>
        </message>
        <message>
            <source>On {track} something is in the way of what comes later.</source>
            <translation>{track} 上有片段挡住了后面的片段。</translation>
        </message>
        <message>
            <source>Only one of width and height is set.</source>
            <translation>宽度和高度只设置了一个。</translation>
        </message>
        <message>
            <source>Only what a node makes has takes.</source>
            <translation>只有节点生成的内容才有版本。</translation>
        </message>
        <message>
            <source>Open a .sora file, or a film that Soraapp exported. To use a picture, add a Load image node.</source>
            <translation>请打开 .sora 文件，或 Soraapp 导出的影片。若要使用图片，请添加“加载图片”节点。</translation>
        </message>
        <message>
            <source>Open a .sora file, or a film that Soraapp exported. To use it as a clip, add a Load video node.</source>
            <translation>请打开 .sora 文件，或由 Soraapp 导出的影片。若想把它当作片段使用，请添加“加载视频”节点。</translation>
        </message>
        <message>
            <source>Open a .sora file, or a film that was exported from one.</source>
            <translation>请打开 .sora 文件，或由它导出的影片。</translation>
        </message>
        <message>
            <source>Open a .soragroup file.</source>
            <translation>请打开 .soragroup 文件。</translation>
        </message>
        <message>
            <source>Open an earlier copy of it, or mend that place in a text editor.</source>
            <translation>请打开较早的副本，或在文本编辑器里修复该处。</translation>
        </message>
        <message>
            <source>Open it with the Soraapp that made it, and save it there.</source>
            <translation>请用创建它的 Soraapp 版本打开并重新保存。</translation>
        </message>
        <message>
            <source>Point {number} of the camera's {move} is not a time and a speed.</source>
            <translation>镜头{move}的第 {number} 个点不是时间和速度。</translation>
        </message>
        <message>
            <source>Ports are promoted inside of a group.</source>
            <translation>端口只能在组内提升。</translation>
        </message>
        <message>
            <source>Put a Trim node after the clip, and show that.</source>
            <translation>请在视频后面加一个截取节点，并显示它。</translation>
        </message>
        <message>
            <source>Put a clip on a video track, or choose another format.</source>
            <translation>请在视频轨道上放置片段，或选择其他格式。</translation>
        </message>
        <message>
            <source>Put another group there.</source>
            <translation>请在那里放置其他组。</translation>
        </message>
        <message>
            <source>Put both into one folder, under one name: film.mkv and film.c2pa.</source>
            <translation>请把两者放在同一文件夹并使用同一名称：film.mkv 和 film.c2pa。</translation>
        </message>
        <message>
            <source>Put it back, or choose another.</source>
            <translation>请放回原处，或选择其他模型。</translation>
        </message>
        <message>
            <source>Put it between two items.</source>
            <translation>请把它放到两个片段之间。</translation>
        </message>
        <message>
            <source>Put it inside of an item.</source>
            <translation>请把它放到片段内部。</translation>
        </message>
        <message>
            <source>Put it on another track, or remove the item.</source>
            <translation>请放到其他轨道上，或移除该片段。</translation>
        </message>
        <message>
            <source>Put something on it first.</source>
            <translation>请先在上面放置内容。</translation>
        </message>
        <message>
            <source>Put something on that timeline, or remove the item.</source>
            <translation>请在那条时间线上放入内容，或移除该片段。</translation>
        </message>
        <message>
            <source>Put the model as diffusers saves it{origin} into a folder of models. It can do without a transformer.</source>
            <translation>请把 diffusers 格式的模型{origin}放到模型文件夹中；其中可以没有 transformer 的权重。</translation>
        </message>
        <message>
            <source>Put the signer's own certificate first, or choose the key that belongs to it.</source>
            <translation>请把签名者自己的证书放在最前，或选择与它配对的密钥。</translation>
        </message>
        <message>
            <source>Put {name}.safetensors into a folder called loras in a folder of models. There are: {names}.</source>
            <translation>请把 {name}.safetensors 放到模型文件夹里名为 loras 的文件夹中。现有：{names}。</translation>
        </message>
        <message>
            <source>Remove another one.</source>
            <translation>请移除其他的。</translation>
        </message>
        <message>
            <source>Remove it there first.</source>
            <translation>请先在那里移除它。</translation>
        </message>
        <message>
            <source>Remove it to begin its stage again.</source>
            <translation>请将其删除，以重新开始该阶段。</translation>
        </message>
        <message>
            <source>Remove it, or get the model as safetensors.</source>
            <translation>请将其删除，或获取 safetensors 格式的模型。</translation>
        </message>
        <message>
            <source>Remove it.</source>
            <translation>请删除它。</translation>
        </message>
        <message>
            <source>Remove one of the wires between them.</source>
            <translation>请删除它们之间的一条连线。</translation>
        </message>
        <message>
            <source>Remove that file, and set it again.</source>
            <translation>请删除该文件，然后重新设置。</translation>
        </message>
        <message>
            <source>Remove the other wires.</source>
            <translation>请删除多余的连线。</translation>
        </message>
        <message>
            <source>Remove the wire, then promote it.</source>
            <translation>请移除连线，然后再提升。</translation>
        </message>
        <message>
            <source>Remove {file}: the weights beside it, which are safetensors, are all that is needed.</source>
            <translation>请删除 {file}：旁边已有 safetensors 格式的权重，有它们就够了。</translation>
        </message>
        <message>
            <source>Remove {path}, and a new one is made. What the old one signed stays valid, from an unknown signer.</source>
            <translation>删除 {path} 后会生成新的密钥。旧密钥签过的文件仍然有效，只是签名者变为未知。</translation>
        </message>
        <message>
            <source>Reset it.</source>
            <translation>请重置它。</translation>
        </message>
        <message>
            <source>Reset the cards.</source>
            <translation>请重置卡片。</translation>
        </message>
        <message>
            <source>Reset the strokes and paint them anew.</source>
            <translation>请重置笔触并重新绘制。</translation>
        </message>
        <message>
            <source>Reset them.</source>
            <translation>请重置。</translation>
        </message>
        <message>
            <source>Resize them first.</source>
            <translation>请先调整它们的尺寸。</translation>
        </message>
        <message>
            <source>Results cannot be stored in {folder}: {reason}.</source>
            <translation>结果无法存储到 {folder}：{reason}。</translation>
        </message>
        <message>
            <source>Run `python3 main.py model bench {model} --measure`, or choose another step cache.</source>
            <translation>请运行 `python3 main.py model bench {model} --measure`，或选择其他步骤缓存。</translation>
        </message>
        <message>
            <source>Run a node, or choose one that was run.</source>
            <translation>请运行一个节点，或选择已运行的节点。</translation>
        </message>
        <message>
            <source>Run again to make it anew; for a take, choose "Use these values" of that take, then run.</source>
            <translation>请重新运行以再次生成；若是版本，请先在该版本上选择“使用这些取值”，再运行。</translation>
        </message>
        <message>
            <source>Run again to use it as it is now.</source>
            <translation>请再次运行，以使用它现在的内容。</translation>
        </message>
        <message>
            <source>Run again, or make variants.</source>
            <translation>请再运行一次，或制作变体。</translation>
        </message>
        <message>
            <source>Run again.</source>
            <translation>请再次运行。</translation>
        </message>
        <message>
            <source>Run again; what is done already is not done twice. If it happens again, choose a smaller size.</source>
            <translation>请再次运行，已完成的部分不会重复计算。如果再次发生，请减小尺寸。</translation>
        </message>
        <message>
            <source>Run it again; if that happens again, run {model} on one card.</source>
            <translation>请再运行一次；如果再次发生，请用一块显卡运行 {model}。</translation>
        </message>
        <message>
            <source>Run it on one.</source>
            <translation>请用一块显卡运行。</translation>
        </message>
        <message>
            <source>Run it without a step cache.</source>
            <translation>请不使用步骤缓存运行。</translation>
        </message>
        <message>
            <source>Run it without compiling.</source>
            <translation>请不编译直接运行。</translation>
        </message>
        <message>
            <source>Run the training with --stage {earlier} first.</source>
            <translation>请先用 --stage {earlier} 运行训练。</translation>
        </message>
        <message>
            <source>Save it first, then paste the file.</source>
            <translation>请先保存，再粘贴文件。</translation>
        </message>
        <message>
            <source>See the config.json of a training folder for how it is written.</source>
            <translation>写法请参见训练文件夹中的 config.json。</translation>
        </message>
        <message>
            <source>Select a group first.</source>
            <translation>请先选择一个组。</translation>
        </message>
        <message>
            <source>Select a node and press {slot}.</source>
            <translation>请选中一个节点，然后按 {slot}。</translation>
        </message>
        <message>
            <source>Select a wire, or a node that feeds another one.</source>
            <translation>请选择一条连线，或一个有输出连线的节点。</translation>
        </message>
        <message>
            <source>Select another one, too.</source>
            <translation>请再选择一个。</translation>
        </message>
        <message>
            <source>Select it, too.</source>
            <translation>请把它也选上。</translation>
        </message>
        <message>
            <source>Select one group to enter it.</source>
            <translation>请选择一个要进入的组。</translation>
        </message>
        <message>
            <source>Select one that makes a picture.</source>
            <translation>请选择会生成画面的节点。</translation>
        </message>
        <message>
            <source>Select some items first.</source>
            <translation>请先选择片段。</translation>
        </message>
        <message>
            <source>Select some nodes first.</source>
            <translation>请先选择一些节点。</translation>
        </message>
        <message>
            <source>Select the node to connect, or the two to connect with each other.</source>
            <translation>请选择要连接的一个节点，或要互相连接的两个节点。</translation>
        </message>
        <message>
            <source>Select the one node to replace.</source>
            <translation>请选择要替换的一个节点。</translation>
        </message>
        <message>
            <source>Select what should run, and press M or choose Unmute in its menu.</source>
            <translation>请选中要运行的节点，然后按 M，或在其菜单中选择“取消静默”。</translation>
        </message>
        <message>
            <source>Select {count} nodes or more.</source>
            <translation>请选中至少 {count} 个节点。</translation>
        </message>
        <message>
            <source>Set a time from 0 to {longest} and a speed from {least} to {most}.</source>
            <translation>请设置 0 到 {longest} 的时间和 {least} 到 {most} 的速度。</translation>
        </message>
        <message>
            <source>Set both, or neither to keep the size of the clips.</source>
            <translation>请两个都设置，或都留空以保持片段原尺寸。</translation>
        </message>
        <message>
            <source>Set both, or neither to keep the size of the picture.</source>
            <translation>请两个都设，或都不设以保持图片的尺寸。</translation>
        </message>
        <message>
            <source>Set its time.</source>
            <translation>请设置它的时间。</translation>
        </message>
        <message>
            <source>Set one of them: the other follows in proportion.</source>
            <translation>请设置其中之一，另一项会按比例得出。</translation>
        </message>
        <message>
            <source>Shorten the text or the task.</source>
            <translation>请缩短文本或任务。</translation>
        </message>
        <message>
            <source>Soraapp loads files of this computer only.</source>
            <translation>Soraapp 只能加载本机上的文件。</translation>
        </message>
        <message>
            <source>Start the training again: it goes on from its last checkpoint. If memory was short, use fewer ranks.</source>
            <translation>请重新开始训练：它会从上一个检查点继续。如果内存不足，请减少进程数。</translation>
        </message>
        <message>
            <source>Stroke {number} has no list of 1 to {most} places.</source>
            <translation>第 {number} 笔没有含 1 到 {most} 个位置的列表。</translation>
        </message>
        <message>
            <source>Stroke {number} has no radius from {least} to {most}, or something that strokes have not.</source>
            <translation>第 {number} 笔没有 {least} 到 {most} 之间的半径，或含有笔触没有的内容。</translation>
        </message>
        <message>
            <source>Take it off the timeline, or write the timeline without its media.</source>
            <translation>请将其从时间线上移除，或写入不带媒体的时间线。</translation>
        </message>
        <message>
            <source>Take the items out of it first, with Unnest.</source>
            <translation>请先把里面的片段取出来（取消嵌套）。</translation>
        </message>
        <message>
            <source>Tell its author.</source>
            <translation>请告知其作者。</translation>
        </message>
        <message>
            <source>Tell the author of the node.</source>
            <translation>请告知该节点的作者。</translation>
        </message>
        <message>
            <source>The LoRA {lora} cannot be used with {model}: {reason}.</source>
            <translation>LoRA {lora} 不能用于 {model}：{reason}。</translation>
        </message>
        <message>
            <source>The LoRA {lora} does not fit {model}: there is no place for {layers}.</source>
            <translation>LoRA {lora} 不适合 {model}：没有放 {layers} 的位置。</translation>
        </message>
        <message>
            <source>The LoRA {name} asks for {settings}, which could run a program when it is loaded.</source>
            <translation>LoRA {name} 要求 {settings}，加载时可能运行程序。</translation>
        </message>
        <message>
            <source>The camera moves are not an object.</source>
            <translation>镜头运动不是对象。</translation>
        </message>
        <message>
            <source>The camera moves do not follow each other from the first frame on.</source>
            <translation>镜头运动没有从第一帧起依次衔接。</translation>
        </message>
        <message>
            <source>The camera's {move} is not a list of at most {most} points.</source>
            <translation>镜头的{move}不是最多 {most} 个点的列表。</translation>
        </message>
        <message>
            <source>The camera's {move} is {speed}.</source>
            <translation>镜头的 {move} 为 {speed}。</translation>
        </message>
        <message>
            <source>The card at {time} s comes after the end of the clip.</source>
            <translation>{time} 秒处的卡片在片段结束之后。</translation>
        </message>
        <message>
            <source>The card at {time} s shows a picture and a clip.</source>
            <translation>{time} 秒处的卡片同时显示图片和片段。</translation>
        </message>
        <message>
            <source>The card at {time} s shows {what} {number}, but only {count} are connected.</source>
            <translation>{time} 秒处的卡片要显示{what} {number}，但只连接了 {count} 个。</translation>
        </message>
        <message>
            <source>The cards are not a list.</source>
            <translation>卡片不是列表。</translation>
        </message>
        <message>
            <source>The certificate in {file} is valid from {start} to {end} only.</source>
            <translation>{file} 中的证书仅在 {start} 至 {end} 期间有效。</translation>
        </message>
        <message>
            <source>The change of a source is {change}.</source>
            <translation>源素材的改变程度为 {change}。</translation>
        </message>
        <message>
            <source>The checkpoint {file} is damaged: {reason}.</source>
            <translation>检查点 {file} 已损坏：{reason}。</translation>
        </message>
        <message>
            <source>The checkpoint {file} was made with other settings than these.</source>
            <translation>检查点 {file} 是用其他设置生成的。</translation>
        </message>
        <message>
            <source>The clip has no sound.</source>
            <translation>该片段没有声音。</translation>
        </message>
        <message>
            <source>The colours of latents cannot be kept in {file}: {reason}.</source>
            <translation>无法将潜变量的颜色保存到 {file}：{reason}。</translation>
        </message>
        <message>
            <source>The credentials are in a form that is not known here.</source>
            <translation>凭证的格式无法识别。</translation>
        </message>
        <message>
            <source>The description of the model {name} in {folder} is damaged: {reason}.</source>
            <translation>{folder} 中模型 {name} 的描述文件已损坏：{reason}。</translation>
        </message>
        <message>
            <source>The disk is full.</source>
            <translation>磁盘已满。</translation>
        </message>
        <message>
            <source>The disk is full: {node} could not go on.</source>
            <translation>磁盘已满：{node} 无法继续。</translation>
        </message>
        <message>
            <source>The disk is full: {path} could not be written.</source>
            <translation>磁盘已满：无法写入 {path}。</translation>
        </message>
        <message>
            <source>The end is at {value} s, but the clip lasts {length} s.</source>
            <translation>终点在 {value} 秒，但片段只有 {length} 秒。</translation>
        </message>
        <message>
            <source>The end, {end} s, is not after the start, {start} s.</source>
            <translation>终点 {end} 秒不在起点 {start} 秒之后。</translation>
        </message>
        <message>
            <source>The fades last {fades} s, but the sound only {length} s.</source>
            <translation>淡入淡出共 {fades} 秒，而音频只有 {length} 秒。</translation>
        </message>
        <message>
            <source>The file cannot be read: {reason}.</source>
            <translation>无法读取文件：{reason}。</translation>
        </message>
        <message>
            <source>The file cannot be written: {reason}.</source>
            <translation>无法写入文件：{reason}。</translation>
        </message>
        <message>
            <source>The file has no name.</source>
            <translation>文件没有名称。</translation>
        </message>
        <message>
            <source>The file that {sidecar} belongs to is not beside it.</source>
            <translation>{sidecar} 所属的文件不在它旁边。</translation>
        </message>
        <message>
            <source>The file {file} of the model would have {size} MB, and {most} MB is the most.</source>
            <translation>模型文件 {file} 将有 {size} MB，而上限是 {most} MB。</translation>
        </message>
        <message>
            <source>The first certificate in {file} is not that of the key in {key}.</source>
            <translation>{file} 中的第一张证书与 {key} 中的密钥不匹配。</translation>
        </message>
        <message>
            <source>The folder of {name} does not tell where it is published.</source>
            <translation>{name} 的文件夹没有说明其发布位置。</translation>
        </message>
        <message>
            <source>The folder {folder} does not exist, so {file} cannot be written.</source>
            <translation>文件夹 {folder} 不存在，无法写入 {file}。</translation>
        </message>
        <message>
            <source>The folder {folder} holds no language model: it has no config.json.</source>
            <translation>文件夹 {folder} 中没有语言模型：缺少 config.json。</translation>
        </message>
        <message>
            <source>The folder {folder} holds no language model: it has no tokenizer.</source>
            <translation>文件夹 {folder} 中没有语言模型：缺少分词器。</translation>
        </message>
        <message>
            <source>The folder {folder} holds no language model: it has no weights as .safetensors.</source>
            <translation>文件夹 {folder} 中没有语言模型：缺少 .safetensors 格式的权重。</translation>
        </message>
        <message>
            <source>The folder {folder} holds no language model: its config.json cannot be read.</source>
            <translation>文件夹 {folder} 中没有语言模型：无法读取其 config.json。</translation>
        </message>
        <message>
            <source>The folder {folder} holds no language model: its config.json names none that writes text.</source>
            <translation>文件夹 {folder} 中没有语言模型：其 config.json 所写的模型不能生成文本。</translation>
        </message>
        <message>
            <source>The fonts of titles have no {letters}.</source>
            <translation>标题字体中没有 {letters}。</translation>
        </message>
        <message>
            <source>The frame cannot lie there.</source>
            <translation>画框不能放在那里。</translation>
        </message>
        <message>
            <source>The graphics of this machine know no float8.</source>
            <translation>本机的图形处理器不支持 float8。</translation>
        </message>
        <message>
            <source>The group {group} has lost its inputs or outputs.</source>
            <translation>组 {group} 丢失了输入或输出。</translation>
        </message>
        <message>
            <source>The group {group} would contain itself.</source>
            <translation>组 {group} 会包含自身。</translation>
        </message>
        <message>
            <source>The groups would hold more than {most} nodes.</source>
            <translation>这些组会包含超过 {most} 个节点。</translation>
        </message>
        <message>
            <source>The guardrail of the model finds the prompt unsafe.</source>
            <translation>该模型的安全护栏认为提示词不安全。</translation>
        </message>
        <message>
            <source>The guardrail of the model finds what was made unsafe.</source>
            <translation>该模型的安全护栏认为生成的内容不安全。</translation>
        </message>
        <message>
            <source>The guardrail that NVIDIA's licence asks for cannot be loaded: {reason}.</source>
            <translation>无法载入 NVIDIA 许可所要求的安全护栏：{reason}。</translation>
        </message>
        <message>
            <source>The item is not seen in the part that is marked.</source>
            <translation>标记的部分里看不到这个片段。</translation>
        </message>
        <message>
            <source>The key cannot sign: {reason}.</source>
            <translation>密钥无法签名：{reason}。</translation>
        </message>
        <message>
            <source>The key in {file} is locked with a password.</source>
            <translation>{file} 中的密钥有密码保护。</translation>
        </message>
        <message>
            <source>The key of this installation is damaged, or not valid any more.</source>
            <translation>本机的密钥已损坏或不再有效。</translation>
        </message>
        <message>
            <source>The key of this installation, {path}, cannot be used: {reason}.</source>
            <translation>无法使用本机的密钥 {path}：{reason}。</translation>
        </message>
        <message>
            <source>The kind of node {kind} is not known here.</source>
            <translation>无法识别节点类型 {kind}。</translation>
        </message>
        <message>
            <source>The language model in {folder} is damaged: {reason}.</source>
            <translation>{folder} 中的语言模型已损坏：{reason}。</translation>
        </message>
        <message>
            <source>The language model in {folder} needs program code of its own, which is never run.</source>
            <translation>{folder} 中的语言模型需要运行自带的程序代码，而这绝不会被执行。</translation>
        </message>
        <message>
            <source>The language model in {folder} wrote nothing.</source>
            <translation>{folder} 中的语言模型什么也没有写。</translation>
        </message>
        <message>
            <source>The last frame of the clip is {end}: there is no frame {frame}.</source>
            <translation>片段的末帧是 {end}：没有第 {frame} 帧。</translation>
        </message>
        <message>
            <source>The latents of {model} cannot be shown.</source>
            <translation>无法显示 {model} 的潜变量。</translation>
        </message>
        <message>
            <source>The marked part ends before it begins.</source>
            <translation>标出的部分终点早于起点。</translation>
        </message>
        <message>
            <source>The mask is black all over.</source>
            <translation>蒙版全是黑色。</translation>
        </message>
        <message>
            <source>The model is not whole: {files} is missing in {folder}.</source>
            <translation>模型不完整：{folder} 中缺少 {files}。</translation>
        </message>
        <message>
            <source>The model is not whole: {files} of {repository} is missing.</source>
            <translation>模型不完整：缺少 {repository} 的 {files}。</translation>
        </message>
        <message>
            <source>The model reads {longest} at most.</source>
            <translation>模型最多读取 {longest} 个。</translation>
        </message>
        <message>
            <source>The model {model} is not the one that was asked for.</source>
            <translation>模型 {model} 不是所请求的模型。</translation>
        </message>
        <message>
            <source>The model {name} in {folder} cannot be loaded: {reason}.</source>
            <translation>无法载入 {folder} 中的模型 {name}：{reason}。</translation>
        </message>
        <message>
            <source>The model {name} in {folder} is damaged: {reason}.</source>
            <translation>{folder} 中的模型 {name} 已损坏：{reason}。</translation>
        </message>
        <message>
            <source>The model {name} is not in {folder} any more.</source>
            <translation>模型 {name} 已不在 {folder} 中。</translation>
        </message>
        <message>
            <source>The model {name} is still being read.</source>
            <translation>模型 {name} 仍在读取。</translation>
        </message>
        <message>
            <source>The new order leaves out a port, or names one that is not there.</source>
            <translation>新的顺序遗漏了端口，或包含不存在的端口。</translation>
        </message>
        <message>
            <source>The new order leaves out a wire, or names one that is not there.</source>
            <translation>新的顺序漏掉了一条连线，或写了一条不存在的连线。</translation>
        </message>
        <message>
            <source>The nodes {ring} feed each other in a circle.</source>
            <translation>节点 {ring} 相互连接成了环。</translation>
        </message>
        <message>
            <source>The part begins at {start} s, but the clip ends at {end} s.</source>
            <translation>这一部分从 {start} 秒开始，但视频在 {end} 秒结束。</translation>
        </message>
        <message>
            <source>The pinned take of {node} is no longer stored.</source>
            <translation>{node} 固定的版本已不再存储。</translation>
        </message>
        <message>
            <source>The preview shows nothing to put on the timeline.</source>
            <translation>预览中没有可放到时间线上的内容。</translation>
        </message>
        <message>
            <source>The process that computes ended at {node}: {reason}.</source>
            <translation>计算进程在 {node} 处终止：{reason}。</translation>
        </message>
        <message>
            <source>The process that computes has ended by itself: {reason}.</source>
            <translation>计算进程意外终止：{reason}。</translation>
        </message>
        <message>
            <source>The process that gets models has ended: exit status {status}.</source>
            <translation>下载模型的进程已结束：退出状态 {status}。</translation>
        </message>
        <message>
            <source>The processor does not compute in float16.</source>
            <translation>处理器不支持 float16 计算。</translation>
        </message>
        <message>
            <source>The project has no file yet.</source>
            <translation>项目还没有保存到文件。</translation>
        </message>
        <message>
            <source>The prompts do not follow each other from the first frame on.</source>
            <translation>提示词没有从第一帧开始依次排列。</translation>
        </message>
        <message>
            <source>The sound begins at {start} s and lasts {length} s, so nothing of it is heard in a clip of {clip} s.</source>
            <translation>音频从 {start} 秒开始、长 {length} 秒，因此在长 {clip} 秒的片段里完全听不到。</translation>
        </message>
        <message>
            <source>The sounds differ in sample rate or channels.</source>
            <translation>各音频的采样率或声道不同。</translation>
        </message>
        <message>
            <source>The speed of {item} is lost: this format has none.</source>
            <translation>{item} 的速度会丢失：此格式不支持。</translation>
        </message>
        <message>
            <source>The stage {stage} needs what the stage {earlier} makes, and {folder} has none of it.</source>
            <translation>阶段 {stage} 需要阶段 {earlier} 的产物，而 {folder} 中没有。</translation>
        </message>
        <message>
            <source>The step cache left nothing out of {node}: all {whole} blocks were computed.</source>
            <translation>步骤缓存没有为{node}省去任何计算：全部 {whole} 个模块都已计算。</translation>
        </message>
        <message>
            <source>The strength of a keep is {strength}.</source>
            <translation>保留素材的强度为 {strength}。</translation>
        </message>
        <message>
            <source>The strength of {lora} is {strength}.</source>
            <translation>{lora} 的强度为 {strength}。</translation>
        </message>
        <message>
            <source>The strokes are not a list of at most {most}.</source>
            <translation>笔触不是最多含 {most} 项的列表。</translation>
        </message>
        <message>
            <source>The take is no longer stored.</source>
            <translation>该版本已不在缓存中。</translation>
        </message>
        <message>
            <source>The take that this item shows is gone.</source>
            <translation>这个片段显示的版本已经不在了。</translation>
        </message>
        <message>
            <source>The text has {count} tokens, but the language model reads {most}.</source>
            <translation>文本有 {count} 个词元，而语言模型最多读取 {most} 个。</translation>
        </message>
        <message>
            <source>The text of card {number} is not a text.</source>
            <translation>第 {number} 张卡片的文字不是文字。</translation>
        </message>
        <message>
            <source>The time of card {number} is not a number from 0 to {most}.</source>
            <translation>第 {number} 张卡片的时间不是 0 到 {most} 之间的数。</translation>
        </message>
        <message>
            <source>The timeline that is to be shown is not there.</source>
            <translation>要显示的时间线不存在。</translation>
        </message>
        <message>
            <source>The training setting {name} cannot be {value}.</source>
            <translation>训练设置 {name} 不能为 {value}。</translation>
        </message>
        <message>
            <source>The training settings {file} cannot be read: {reason}.</source>
            <translation>无法读取训练设置 {file}：{reason}。</translation>
        </message>
        <message>
            <source>The transition into {item} becomes a cross-dissolve: this format has no other.</source>
            <translation>进入 {item} 的转场变为交叉溶解：此格式没有其他转场。</translation>
        </message>
        <message>
            <source>The unsaved work in {file} is damaged and cannot be recovered.</source>
            <translation>{file} 中未保存的工作已损坏，无法恢复。</translation>
        </message>
        <message>
            <source>The weights of {repository} are damaged: {reason}.</source>
            <translation>{repository} 的权重已损坏：{reason}。</translation>
        </message>
        <message>
            <source>The weights {file} cannot be read: {reason}.</source>
            <translation>无法读取权重 {file}：{reason}。</translation>
        </message>
        <message>
            <source>The {file} of {repository} is too large.</source>
            <translation>{repository} 的 {file} 过大。</translation>
        </message>
        <message>
            <source>The {name} of card {number} is not a whole number from 0 to {most}.</source>
            <translation>第 {number} 张卡片的{name}不是 0 到 {most} 之间的整数。</translation>
        </message>
        <message>
            <source>There are no frames from {first} to {last}.</source>
            <translation>没有从 {first} 到 {last} 的帧。</translation>
        </message>
        <message>
            <source>There are no frames to store.</source>
            <translation>没有可存储的帧。</translation>
        </message>
        <message>
            <source>There are no items to copy.</source>
            <translation>没有可复制的片段。</translation>
        </message>
        <message>
            <source>There are no items to paste.</source>
            <translation>没有可粘贴的片段。</translation>
        </message>
        <message>
            <source>There are no nodes to paste.</source>
            <translation>没有可粘贴的节点。</translation>
        </message>
        <message>
            <source>There are no numbered pictures in {folder}.</source>
            <translation>{folder} 中没有编号的图片。</translation>
        </message>
        <message>
            <source>There are no pictures {file}.</source>
            <translation>没有名为 {file} 的图片。</translation>
        </message>
        <message>
            <source>There are no takes to compare.</source>
            <translation>没有可以比较的版本。</translation>
        </message>
        <message>
            <source>There are no values to make variants of.</source>
            <translation>没有可生成变体的值。</translation>
        </message>
        <message>
            <source>There are not several graphics cards here that torch uses.</source>
            <translation>这里没有多块 torch 能使用的显卡。</translation>
        </message>
        <message>
            <source>There are {count} cards.</source>
            <translation>有 {count} 张卡片。</translation>
        </message>
        <message>
            <source>There are: {moves}.</source>
            <translation>有：{moves}。</translation>
        </message>
        <message>
            <source>There is already a frame with the id {id}.</source>
            <translation>已有编号为 {id} 的框。</translation>
        </message>
        <message>
            <source>There is already a group with the id {id}.</source>
            <translation>已有 id 为 {id} 的组。</translation>
        </message>
        <message>
            <source>There is already a marker with the id {id}.</source>
            <translation>已有 id 为 {id} 的标记。</translation>
        </message>
        <message>
            <source>There is already a node with the id {id}.</source>
            <translation>已有 ID 为 {id} 的节点。</translation>
        </message>
        <message>
            <source>There is already a timeline with the id {id}.</source>
            <translation>已有 id 为 {id} 的时间线。</translation>
        </message>
        <message>
            <source>There is already a track with the id {id}.</source>
            <translation>已有 id 为 {id} 的轨道。</translation>
        </message>
        <message>
            <source>There is no CUDA device that torch can use.</source>
            <translation>没有 torch 可用的 CUDA 设备。</translation>
        </message>
        <message>
            <source>There is no LoRA named {name}.</source>
            <translation>没有名为 {name} 的 LoRA。</translation>
        </message>
        <message>
            <source>There is no camera move {name}.</source>
            <translation>没有镜头运动 {name}。</translation>
        </message>
        <message>
            <source>There is no file {file}.</source>
            <translation>文件 {file} 不存在。</translation>
        </message>
        <message>
            <source>There is no folder {folder}.</source>
            <translation>没有文件夹 {folder}。</translation>
        </message>
        <message>
            <source>There is no frame at {value} s: the clip lasts {length} s.</source>
            <translation>{value} 秒处没有帧：片段长 {length} 秒。</translation>
        </message>
        <message>
            <source>There is no frame with the id {id}.</source>
            <translation>没有编号为 {id} 的框。</translation>
        </message>
        <message>
            <source>There is no gap at the playhead.</source>
            <translation>播放头处没有空隙。</translation>
        </message>
        <message>
            <source>There is no gap.</source>
            <translation>这里没有间隙。</translation>
        </message>
        <message>
            <source>There is no group for {node}.</source>
            <translation>{node} 没有对应的组。</translation>
        </message>
        <message>
            <source>There is no group to open up.</source>
            <translation>没有可以取消编组的组。</translation>
        </message>
        <message>
            <source>There is no key to sign with: {package} does not load ({reason}).</source>
            <translation>没有可用于签名的密钥：{package} 加载失败（{reason}）。</translation>
        </message>
        <message>
            <source>There is no marker here.</source>
            <translation>此处没有标记。</translation>
        </message>
        <message>
            <source>There is no mask.</source>
            <translation>没有蒙版。</translation>
        </message>
        <message>
            <source>There is no model named {name}.</source>
            <translation>没有名为 {name} 的模型。</translation>
        </message>
        <message>
            <source>There is no node that loads {file}.</source>
            <translation>没有可以加载 {file} 的节点。</translation>
        </message>
        <message>
            <source>There is no node with the id {id}.</source>
            <translation>没有 ID 为 {id} 的节点。</translation>
        </message>
        <message>
            <source>There is no other take to compare.</source>
            <translation>没有另一个版本可以比较。</translation>
        </message>
        <message>
            <source>There is no preset called {name}.</source>
            <translation>没有名为 {name} 的预设。</translation>
        </message>
        <message>
            <source>There is no repository {repository} at {host}, or it is not open to everyone.</source>
            <translation>{host} 上没有仓库 {repository}，或它未对所有人开放。</translation>
        </message>
        <message>
            <source>There is no result to copy.</source>
            <translation>没有可复制的结果。</translation>
        </message>
        <message>
            <source>There is no room for more of this item.</source>
            <translation>这个片段旁边没有空间了。</translation>
        </message>
        <message>
            <source>There is no room for the clips.</source>
            <translation>没有地方放置这些片段。</translation>
        </message>
        <message>
            <source>There is no row named {name} in the evaluation.</source>
            <translation>评估中没有名为 {name} 的行。</translation>
        </message>
        <message>
            <source>There is no sound to mix.</source>
            <translation>没有可以混合的音频。</translation>
        </message>
        <message>
            <source>There is no such group.</source>
            <translation>没有这个组。</translation>
        </message>
        <message>
            <source>There is no such input to promote.</source>
            <translation>没有可以提升的这个输入。</translation>
        </message>
        <message>
            <source>There is no such output to promote.</source>
            <translation>没有可以提升的这个输出。</translation>
        </message>
        <message>
            <source>There is no such place on a timeline.</source>
            <translation>时间线上没有这个位置。</translation>
        </message>
        <message>
            <source>There is no such timeline.</source>
            <translation>没有这条时间线。</translation>
        </message>
        <message>
            <source>There is no such wire.</source>
            <translation>没有这条连线。</translation>
        </message>
        <message>
            <source>There is no text to show.</source>
            <translation>没有可显示的文字。</translation>
        </message>
        <message>
            <source>There is no track of pictures that is not locked.</source>
            <translation>没有未锁定的画面轨道。</translation>
        </message>
        <message>
            <source>There is no training setting named {name}.</source>
            <translation>没有名为 {name} 的训练设置。</translation>
        </message>
        <message>
            <source>There is no wire for a dot.</source>
            <translation>没有可放置转接点的连线。</translation>
        </message>
        <message>
            <source>There is nothing on the timeline.</source>
            <translation>时间线上没有内容。</translation>
        </message>
        <message>
            <source>There is nothing on {timeline} that {format} could hold.</source>
            <translation>{timeline} 上没有 {format} 能保存的内容。</translation>
        </message>
        <message>
            <source>There is nothing that could be a file.</source>
            <translation>没有可以写成文件的内容。</translation>
        </message>
        <message>
            <source>There is nothing to arrange.</source>
            <translation>没有可排列的内容。</translation>
        </message>
        <message>
            <source>There is nothing to be heard in this clip.</source>
            <translation>这个片段没有声音。</translation>
        </message>
        <message>
            <source>There is nothing to cut here.</source>
            <translation>这里没有可切的片段。</translation>
        </message>
        <message>
            <source>There is nothing to group.</source>
            <translation>没有可以编组的内容。</translation>
        </message>
        <message>
            <source>There is nothing to join.</source>
            <translation>没有可拼接的片段。</translation>
        </message>
        <message>
            <source>There is nothing to paste.</source>
            <translation>没有可粘贴的内容。</translation>
        </message>
        <message>
            <source>There is nothing to run.</source>
            <translation>没有可运行的内容。</translation>
        </message>
        <message>
            <source>There is nothing to run: all that could is muted.</source>
            <translation>没有可运行的内容：所有能运行的节点都已静默。</translation>
        </message>
        <message>
            <source>There is nothing to run: no node here makes anything.</source>
            <translation>没有可运行的内容：这里的节点都不产生结果。</translation>
        </message>
        <message>
            <source>There is nothing to trim at the playhead.</source>
            <translation>播放头处没有可修剪的内容。</translation>
        </message>
        <message>
            <source>There is too little before the end that is marked.</source>
            <translation>标出的终点之前太短。</translation>
        </message>
        <message>
            <source>These have nothing that stands for them here: {names}.</source>
            <translation>以下内容在此没有对应物：{names}。</translation>
        </message>
        <message>
            <source>These items do not go on from one to the next.</source>
            <translation>这些片段并不前后相续。</translation>
        </message>
        <message>
            <source>These two are already connected.</source>
            <translation>这两个端口已经连接。</translation>
        </message>
        <message>
            <source>This cannot be shown: {reason}.</source>
            <translation>无法显示：{reason}。</translation>
        </message>
        <message>
            <source>This is a mistake in the node {kind}; the log says more.</source>
            <translation>这是节点 {kind} 自身的错误，详见日志。</translation>
        </message>
        <message>
            <source>This is done inside of a group.</source>
            <translation>此操作需在组内进行。</translation>
        </message>
        <message>
            <source>This is no cut: {reason}.</source>
            <translation>这不是剪辑数据：{reason}。</translation>
        </message>
        <message>
            <source>This is not a number.</source>
            <translation>这不是数字。</translation>
        </message>
        <message>
            <source>This is nothing that a timeline can show.</source>
            <translation>时间线无法显示此内容。</translation>
        </message>
        <message>
            <source>This item is no timeline.</source>
            <translation>这个片段不是时间线。</translation>
        </message>
        <message>
            <source>This item is not on the timeline any more.</source>
            <translation>这个片段已不在时间线上。</translation>
        </message>
        <message>
            <source>This item shows no retake.</source>
            <translation>这个片段显示的不是重拍。</translation>
        </message>
        <message>
            <source>This item shows no storyboard.</source>
            <translation>这个片段显示的不是分镜。</translation>
        </message>
        <message>
            <source>This marker is not on the timeline any more.</source>
            <translation>这个标记已不在时间线上。</translation>
        </message>
        <message>
            <source>This node gives nothing to see or hear.</source>
            <translation>此节点没有可看或可听的输出。</translation>
        </message>
        <message>
            <source>This node was made by a newer version of {kind}.</source>
            <translation>此节点由更新版本的“{kind}”创建。</translation>
        </message>
        <message>
            <source>This take is no longer stored, so that it cannot be pinned.</source>
            <translation>该版本已不再保存，因此无法固定。</translation>
        </message>
        <message>
            <source>This track is not on the timeline any more.</source>
            <translation>这条轨道已不在时间线上。</translation>
        </message>
        <message>
            <source>This wire is no longer there.</source>
            <translation>这条连线已不存在。</translation>
        </message>
        <message>
            <source>Those who publish {repository} ask for something first: most often to accept their terms.</source>
            <translation>{repository} 的发布者另有要求：通常是先接受其条款。</translation>
        </message>
        <message>
            <source>Train a narrower network, or one with fewer layers.</source>
            <translation>请训练更窄或层数更少的网络。</translation>
        </message>
        <message>
            <source>Train into another folder, or with the settings that it was begun with.</source>
            <translation>请在其他文件夹中训练，或使用开始时的设置。</translation>
        </message>
        <message>
            <source>Try again in a few minutes: what was fetched stays.</source>
            <translation>请几分钟后重试：已下载的部分会保留。</translation>
        </message>
        <message>
            <source>Try again.</source>
            <translation>请重试。</translation>
        </message>
        <message>
            <source>Try again: it is fetched anew.</source>
            <translation>请重试：将重新下载该文件。</translation>
        </message>
        <message>
            <source>Try again: what was fetched stays.</source>
            <translation>请重试：已下载的部分会保留。</translation>
        </message>
        <message>
            <source>Try another seed with some freedom, or another model.</source>
            <translation>请加一些自由度并换一个种子，或换一个模型。</translation>
        </message>
        <message>
            <source>Two cards with a text begin at {time} s.</source>
            <translation>有两张带文字的卡片都从 {time} 秒开始。</translation>
        </message>
        <message>
            <source>Two items of {track} would be at one place.</source>
            <translation>{track} 上会有两个片段占同一位置。</translation>
        </message>
        <message>
            <source>Two items would be at one place.</source>
            <translation>会有两个片段占同一位置。</translation>
        </message>
        <message>
            <source>Two items would have the same id.</source>
            <translation>会有两个片段的 id 相同。</translation>
        </message>
        <message>
            <source>Two nodes would have the same id.</source>
            <translation>会有两个节点的 ID 相同。</translation>
        </message>
        <message>
            <source>Two things are connected to lay over the clip.</source>
            <translation>连接了两个要叠在片段上的内容。</translation>
        </message>
        <message>
            <source>Two things are connected to make a picture of.</source>
            <translation>连接了两个要做成图片的内容。</translation>
        </message>
        <message>
            <source>Type a name.</source>
            <translation>请输入名称。</translation>
        </message>
        <message>
            <source>Type a timecode such as 1:12, a frame such as 250, seconds such as 2.5s, or +10.</source>
            <translation>请输入时间码（如 1:12）、帧号（如 250）、秒数（如 2.5s）或 +10。</translation>
        </message>
        <message>
            <source>Under the mask the picture is of one colour, so that nothing there can be followed.</source>
            <translation>蒙版下的画面只有一种颜色，无法跟踪。</translation>
        </message>
        <message>
            <source>Undo brings them back.</source>
            <translation>撤销即可恢复。</translation>
        </message>
        <message>
            <source>Undo its deletion, or let the item show something else.</source>
            <translation>请撤销删除，或让片段显示别的内容。</translation>
        </message>
        <message>
            <source>Undo what took it away, or remove the item.</source>
            <translation>请撤销使其消失的操作，或移除该片段。</translation>
        </message>
        <message>
            <source>Ungroup some.</source>
            <translation>请取消一些编组。</translation>
        </message>
        <message>
            <source>Unlock it.</source>
            <translation>请解锁它。</translation>
        </message>
        <message>
            <source>Unlock one, or add one.</source>
            <translation>请解锁一条，或添加一条。</translation>
        </message>
        <message>
            <source>Unmute it, connect something to it, or remove the item.</source>
            <translation>请取消静音、连接内容，或移除该片段。</translation>
        </message>
        <message>
            <source>Unmute it, or connect it to another node of the kind {kind}.</source>
            <translation>请取消静默，或把它连接到另一个类型为{kind}的节点。</translation>
        </message>
        <message>
            <source>Unmute it, or connect something to it.</source>
            <translation>请取消静默，或为它连接内容。</translation>
        </message>
        <message>
            <source>Unpin it and run again, or pin another take.</source>
            <translation>请取消固定后重新运行，或固定另一个版本。</translation>
        </message>
        <message>
            <source>Update Soraapp to open it.</source>
            <translation>请更新 Soraapp 后再打开。</translation>
        </message>
        <message>
            <source>Update Soraapp, add what provides it, or delete the node.</source>
            <translation>请更新 Soraapp、添加提供该类型的扩展，或删除此节点。</translation>
        </message>
        <message>
            <source>Update Soraapp, or add the node anew.</source>
            <translation>请更新 Soraapp，或重新添加此节点。</translation>
        </message>
        <message>
            <source>Use Animate character, or choose another model.</source>
            <translation>请使用“角色动画”，或选择其他模型。</translation>
        </message>
        <message>
            <source>Use Connect or Loop, or choose another model.</source>
            <translation>请使用“连接”或“循环”，或选择其他模型。</translation>
        </message>
        <message>
            <source>Use Edit image, or choose another model.</source>
            <translation>请使用“编辑图片”，或选择另一个模型。</translation>
        </message>
        <message>
            <source>Use Image to video, or choose another model.</source>
            <translation>请使用“图片生成视频”，或选择其他模型。</translation>
        </message>
        <message>
            <source>Use fewer of them.</source>
            <translation>请减少使用的数量。</translation>
        </message>
        <message>
            <source>Use its values and run again.</source>
            <translation>请使用它的取值，再运行一次。</translation>
        </message>
        <message>
            <source>Use one of: {allowed}.</source>
            <translation>请使用其中之一：{allowed}。</translation>
        </message>
        <message>
            <source>Use one on the curve P-256, P-384 or P-521, an Ed25519 key, or an RSA key of {bits} bits or more.</source>
            <translation>请使用 P-256、P-384 或 P-521 曲线的密钥、Ed25519 密钥，或 {bits} 位以上的 RSA 密钥。</translation>
        </message>
        <message>
            <source>Use the cut of a timeline.</source>
            <translation>请使用时间线的剪辑数据。</translation>
        </message>
        <message>
            <source>Viewer {slot} is free.</source>
            <translation>查看器 {slot} 为空。</translation>
        </message>
        <message>
            <source>Wait for a moment.</source>
            <translation>请稍候。</translation>
        </message>
        <message>
            <source>Wait for that, or cancel it.</source>
            <translation>请等待其完成，或取消它。</translation>
        </message>
        <message>
            <source>Weights in {value} cannot wait on the disk.</source>
            <translation>{value} 格式的权重不能在磁盘上等待。</translation>
        </message>
        <message>
            <source>What lies over a clip has {other} frames a second, but the clip has {rate}.</source>
            <translation>叠加的内容每秒 {other} 帧，而片段每秒 {rate} 帧。</translation>
        </message>
        <message>
            <source>What the mask follows is lost at {seconds} s.</source>
            <translation>蒙版跟踪的内容在 {seconds} 秒处丢失。</translation>
        </message>
        <message>
            <source>What this item shows is not in the graph any more.</source>
            <translation>这个片段显示的内容已不在节点图中。</translation>
        </message>
        <message>
            <source>What this node gives cannot be shown: {reason}.</source>
            <translation>无法显示此节点的输出：{reason}。</translation>
        </message>
        <message>
            <source>What was chosen for models cannot be kept in {file}: {reason}.</source>
            <translation>无法将对模型的选择保存到 {file}：{reason}。</translation>
        </message>
        <message>
            <source>What was set for the credentials of films is damaged: {path}.</source>
            <translation>影片凭证的设置已损坏：{path}。</translation>
        </message>
        <message>
            <source>What was to be exported cannot be read.</source>
            <translation>无法读取要导出的设置。</translation>
        </message>
        <message>
            <source>What {file} says of itself cannot be told: {reason}.</source>
            <translation>无法转述 {file} 自身的说明：{reason}。</translation>
        </message>
        <message>
            <source>Without it every block is, and the clip comes out a little otherwise.</source>
            <translation>不使用时会计算每个模块，片段会略有不同。</translation>
        </message>
        <message>
            <source>Write #### for it once.</source>
            <translation>请写一次 ####。</translation>
        </message>
        <message>
            <source>Write PNG, JPEG, WebP or TIFF.</source>
            <translation>请写入 PNG、JPEG、WebP 或 TIFF。</translation>
        </message>
        <message>
            <source>Write a number such as 24, 23.976 or 30000/1001.</source>
            <translation>请输入如 24、23.976 或 30000/1001 的数值。</translation>
        </message>
        <message>
            <source>Write a text.</source>
            <translation>请写一段文字。</translation>
        </message>
        <message>
            <source>Write another prompt, or use another model.</source>
            <translation>请改写提示词，或使用其他模型。</translation>
        </message>
        <message>
            <source>Write it anew.</source>
            <translation>请重写。</translation>
        </message>
        <message>
            <source>Write on cards or markers first.</source>
            <translation>请先在卡片或标记上写字。</translation>
        </message>
        <message>
            <source>Write on its cards first.</source>
            <translation>请先在它的卡片上写字。</translation>
        </message>
        <message>
            <source>Write one after the folder.</source>
            <translation>请在文件夹后写上名称。</translation>
        </message>
        <message>
            <source>{advice}</source>
            <translation>{advice}</translation>
        </message>
        <message>
            <source>{color} is no colour.</source>
            <translation>{color} 不是颜色。</translation>
        </message>
        <message>
            <source>{count} frames are no clip.</source>
            <translation>{count} 帧不能成为视频。</translation>
        </message>
        <message>
            <source>{count} variants are too many.</source>
            <translation>{count} 个变体太多了。</translation>
        </message>
        <message>
            <source>{count} wires of {node} found no port that fits.</source>
            <translation>“{node}”有 {count} 条连线找不到合适的端口。</translation>
        </message>
        <message>
            <source>{file} came out with {found} frames instead of {count}.</source>
            <translation>{file} 只写出了 {found} 帧，应为 {count} 帧。</translation>
        </message>
        <message>
            <source>{file} cannot be laid out: {problem}.</source>
            <translation>{file} 无法排布：{problem}。</translation>
        </message>
        <message>
            <source>{file} cannot be read: {reason}.</source>
            <translation>无法读取 {file}：{reason}。</translation>
        </message>
        <message>
            <source>{file} cannot be signed: {reason}.</source>
            <translation>无法给 {file} 签名：{reason}。</translation>
        </message>
        <message>
            <source>{file} cannot be written.</source>
            <translation>无法写入 {file}。</translation>
        </message>
        <message>
            <source>{file} cannot be written: {reason}.</source>
            <translation>无法写入 {file}：{reason}。</translation>
        </message>
        <message>
            <source>{file} cannot be {preset}.</source>
            <translation>{file} 不能是 {preset}。</translation>
        </message>
        <message>
            <source>{file} cannot hold its Content Credentials: they lie beside it, in {sidecar}.</source>
            <translation>{file} 无法容纳内容凭证：它们在旁边的 {sidecar} 中。</translation>
        </message>
        <message>
            <source>{file} does not exist.</source>
            <translation>{file} 不存在。</translation>
        </message>
        <message>
            <source>{file} does not say where the number stands.</source>
            <translation>{file} 没有写明编号的位置。</translation>
        </message>
        <message>
            <source>{file} ends before frame {index}: it is damaged or was cut short.</source>
            <translation>{file} 在第 {index} 帧之前就结束了：文件已损坏或不完整。</translation>
        </message>
        <message>
            <source>{file} ends before {seconds} s: it is damaged or was cut short.</source>
            <translation>{file} 在 {seconds} 秒之前就结束了：文件已损坏或不完整。</translation>
        </message>
        <message>
            <source>{file} has changed since it was opened.</source>
            <translation>{file} 在打开之后被修改过。</translation>
        </message>
        <message>
            <source>{file} has no ending that can be written here.</source>
            <translation>{file} 的扩展名不支持写入。</translation>
        </message>
        <message>
            <source>{file} has no number in its name.</source>
            <translation>{file} 的文件名中没有编号。</translation>
        </message>
        <message>
            <source>{file} has no pictures.</source>
            <translation>{file} 没有画面。</translation>
        </message>
        <message>
            <source>{file} has no sound.</source>
            <translation>{file} 没有声音。</translation>
        </message>
        <message>
            <source>{file} has the format {version}, which is not known.</source>
            <translation>{file} 的格式版本 {version} 无法识别。</translation>
        </message>
        <message>
            <source>{file} holds no Soraapp project.</source>
            <translation>{file} 中没有 Soraapp 项目。</translation>
        </message>
        <message>
            <source>{file} holds no certificates.</source>
            <translation>{file} 中没有证书。</translation>
        </message>
        <message>
            <source>{file} holds no group.</source>
            <translation>{file} 中没有组。</translation>
        </message>
        <message>
            <source>{file} holds no private key that can be used.</source>
            <translation>{file} 中没有可用的私钥。</translation>
        </message>
        <message>
            <source>{file} in {folder} asks for code of its own, which could be any program.</source>
            <translation>{folder} 中的 {file} 要求运行自带的代码，那可能是任何程序。</translation>
        </message>
        <message>
            <source>{file} in {folder} cannot be read: {reason}.</source>
            <translation>无法读取 {folder} 中的 {file}：{reason}。</translation>
        </message>
        <message>
            <source>{file} is a folder.</source>
            <translation>{file} 是一个文件夹。</translation>
        </message>
        <message>
            <source>{file} is damaged, or not a picture, clip or sound.</source>
            <translation>{file} 已损坏，或不是图片、视频或音频。</translation>
        </message>
        <message>
            <source>{file} is damaged, or not a picture.</source>
            <translation>{file} 已损坏，或不是图片。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} belongs to two frames.</source>
            <translation>{file} 已损坏：{place} 属于两个框。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} belongs to two groups.</source>
            <translation>{file} 已损坏：{place} 属于两个组。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} belongs to two nodes.</source>
            <translation>{file} 已损坏：{place} 同属两个节点。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} belongs to two ports.</source>
            <translation>{file} 已损坏：{place} 属于两个端口。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} belongs to two timelines.</source>
            <translation>{file} 已损坏：{place} 属于两条时间线。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} cannot be: {problem}.</source>
            <translation>{file} 已损坏：{place} 不成立：{problem}。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} holds a slash.</source>
            <translation>{file} 已损坏：{place} 含有斜杠。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} holds a take twice.</source>
            <translation>{file} 已损坏：{place} 含有重复的版本。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} holds a timeline that is not there.</source>
            <translation>{file} 已损坏：{place} 含有不存在的时间线。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} holds a wire twice.</source>
            <translation>{file} 已损坏：{place} 有重复的连线。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} holds an item with the id of another one.</source>
            <translation>{file} 已损坏：{place} 含有与其他片段 id 相同的片段。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} holds itself.</source>
            <translation>{file} 已损坏：{place} 包含自身。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} holds two takes with the same number.</source>
            <translation>{file} 已损坏：{place} 中有两个编号相同的版本。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} holds two tracks with one {member}.</source>
            <translation>{file} 已损坏：{place} 含有 {member} 相同的两条轨道。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is missing.</source>
            <translation>{file} 已损坏：缺少 {place}。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is neither true nor false.</source>
            <translation>{file} 已损坏：{place} 既不是 true 也不是 false。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is no colour, such as #ff8a3d.</source>
            <translation>{file} 已损坏：{place} 不是颜色，例如 #ff8a3d。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is no file.</source>
            <translation>{file} 已损坏：{place} 不是文件。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is no fraction, such as 24000/1001.</source>
            <translation>{file} 已损坏：{place} 不是 24000/1001 这样的分数。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is no group of this file.</source>
            <translation>{file} 已损坏：{place} 不是此文件中的组。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is no node of this project.</source>
            <translation>{file} 已损坏：{place} 不是本项目的节点。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is not a finite number.</source>
            <translation>{file} 已损坏：{place} 不是有限数值。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is not a key of the cache.</source>
            <translation>{file} 已损坏：{place} 不是缓存的键。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is not a left, a top, and a width and a height above 0.</source>
            <translation>{file} 已损坏：{place} 不是左、上坐标和大于 0 的宽、高。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is not a list.</source>
            <translation>{file} 已损坏：{place} 不是列表。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is not a node and the name of its port.</source>
            <translation>{file} 已损坏：{place} 不是节点及其端口名。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is not a number below 10^9.</source>
            <translation>{file} 已损坏：{place} 不是小于 10^9 的数值。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is not a pair of numbers.</source>
            <translation>{file} 已损坏：{place} 不是一对数值。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is not a text.</source>
            <translation>{file} 已损坏：{place} 不是文本。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is not a time.</source>
            <translation>{file} 已损坏：{place} 不是时间。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is not a whole number.</source>
            <translation>{file} 已损坏：{place} 不是整数。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is not a width and a height from {least} to {most}.</source>
            <translation>{file} 已损坏：{place} 不是 {least} 到 {most} 之间的宽和高。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is not above 0 and at most 100.</source>
            <translation>{file} 已损坏：{place} 不在 0（不含）到 100 之间。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is not an object.</source>
            <translation>{file} 已损坏：{place} 不是对象。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is not at least 1.</source>
            <translation>{file} 已损坏：{place} 小于 1。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is not from 0 to 5.</source>
            <translation>{file} 已损坏：{place} 不在 0 到 5 之间。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is not from 1 to 9.</source>
            <translation>{file} 已损坏：{place} 不在 1 到 9 之间。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is not from {least} to {most}.</source>
            <translation>{file} 已损坏：{place} 不在 {least} 到 {most} 之间。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is not known.</source>
            <translation>{file} 已损坏：{place} 无法识别。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is not one of {choices}.</source>
            <translation>{file} 已损坏：{place} 不是 {choices} 之一。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is there twice.</source>
            <translation>{file} 已损坏：{place} 出现了两次。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is too large a number.</source>
            <translation>{file} 已损坏：{place} 的数值过大。</translation>
        </message>
        <message>
            <source>{file} is no OpenTimelineIO timeline.</source>
            <translation>{file} 不是 OpenTimelineIO 时间线。</translation>
        </message>
        <message>
            <source>{file} is no model any more.</source>
            <translation>{file} 不再是模型。</translation>
        </message>
        <message>
            <source>{file} is not a Soraapp project.</source>
            <translation>{file} 不是 Soraapp 项目。</translation>
        </message>
        <message>
            <source>{file} is not a Soraapp project: it is nested too deep.</source>
            <translation>{file} 不是 Soraapp 项目：嵌套过深。</translation>
        </message>
        <message>
            <source>{file} is not a Soraapp project: it is no JSON object.</source>
            <translation>{file} 不是 Soraapp 项目：内容不是 JSON 对象。</translation>
        </message>
        <message>
            <source>{file} is not a Soraapp project: it is no JSON: line {line}, column {column}.</source>
            <translation>{file} 不是 Soraapp 项目：不是有效的 JSON（第 {line} 行，第 {column} 列）。</translation>
        </message>
        <message>
            <source>{file} is not a Soraapp project: {why}.</source>
            <translation>{file} 不是 Soraapp 项目：{why}。</translation>
        </message>
        <message>
            <source>{file} is not a video.</source>
            <translation>{file} 不是视频。</translation>
        </message>
        <message>
            <source>{file} is the transformer of a model{architecture} alone: it lacks text encoder, VAE, scheduler and settings.</source>
            <translation>{file} 只是模型{architecture}的 transformer：缺少文本编码器、VAE、调度器和设置。</translation>
        </message>
        <message>
            <source>{file} is too large: it has more than {most} MB.</source>
            <translation>{file} 过大：超过 {most} MB。</translation>
        </message>
        <message>
            <source>{file} nests more than {most} timelines.</source>
            <translation>{file} 嵌套了超过 {most} 条时间线。</translation>
        </message>
        <message>
            <source>{file} of {repository} came damaged: its checksum is not as published.</source>
            <translation>{repository} 的 {file} 下载后已损坏：校验和与发布的不符。</translation>
        </message>
        <message>
            <source>{file} says nothing of how it was made: it holds neither a project nor Content Credentials.</source>
            <translation>{file} 没有说明它是怎样制作的：其中既没有项目，也没有内容凭证。</translation>
        </message>
        <message>
            <source>{file} stands for many files.</source>
            <translation>{file} 代表多个文件。</translation>
        </message>
        <message>
            <source>{file} was made by a newer Soraapp: it has the format {version}, and this one reads up to {newest}.</source>
            <translation>{file} 由更新版本的 Soraapp 创建：它的格式版本是 {version}，而本程序最高支持 {newest}。</translation>
        </message>
        <message>
            <source>{file} was written without Content Credentials: {reason}</source>
            <translation>{file} 写入时没有带内容凭证：{reason}</translation>
        </message>
        <message>
            <source>{film} is the film of this project.</source>
            <translation>{film} 是本项目的影片。</translation>
        </message>
        <message>
            <source>{first} and {second} have no free ports that fit.</source>
            <translation>“{first}”与“{second}”没有可匹配的空闲端口。</translation>
        </message>
        <message>
            <source>{folder} cannot be made.</source>
            <translation>无法创建 {folder}。</translation>
        </message>
        <message>
            <source>{folder} holds more files than a model has.</source>
            <translation>{folder} 中的文件比一个模型应有的还多。</translation>
        </message>
        <message>
            <source>{folder} holds no nano model: it has no {part}.</source>
            <translation>{folder} 中没有 nano 模型：缺少 {part}。</translation>
        </message>
        <message>
            <source>{folder} holds {file}, which could run a program when it is loaded.</source>
            <translation>{folder} 含有 {file}，载入时可能运行程序。</translation>
        </message>
        <message>
            <source>{folder} is no folder.</source>
            <translation>{folder} 不是文件夹。</translation>
        </message>
        <message>
            <source>{folder} is there already, and holds something else.</source>
            <translation>{folder} 已存在，且存放着其他内容。</translation>
        </message>
        <message>
            <source>{format} cannot hold {timeline}: {reason}.</source>
            <translation>{format} 无法保存 {timeline}：{reason}。</translation>
        </message>
        <message>
            <source>{host} answers with {status} when it is asked for {repository}.</source>
            <translation>请求 {repository} 时，{host} 返回 {status}。</translation>
        </message>
        <message>
            <source>{host} cannot be reached: {reason}.</source>
            <translation>无法连接 {host}：{reason}。</translation>
        </message>
        <message>
            <source>{host} does not let you have {repository}.</source>
            <translation>{host} 不允许你获取 {repository}。</translation>
        </message>
        <message>
            <source>{host} is busy or out of order: it answers with {status}.</source>
            <translation>{host} 繁忙或出现故障：返回 {status}。</translation>
        </message>
        <message>
            <source>{input} is fed by a wire already.</source>
            <translation>{input} 已由连线提供。</translation>
        </message>
        <message>
            <source>{input} takes one wire only.</source>
            <translation>“{input}”只能接一条连线。</translation>
        </message>
        <message>
            <source>{input} takes the kind {wanted}, not {given}.</source>
            <translation>“{input}”需要“{wanted}”类型，不接受“{given}”。</translation>
        </message>
        <message>
            <source>{item} has no pictures.</source>
            <translation>{item} 没有画面。</translation>
        </message>
        <message>
            <source>{kind} has no input called {input}.</source>
            <translation>“{kind}”没有名为 {input} 的输入。</translation>
        </message>
        <message>
            <source>{kind} makes no clip.</source>
            <translation>“{kind}”不生成片段。</translation>
        </message>
        <message>
            <source>{model} begins with a picture or a clip of {counts} frames, kept exactly.</source>
            <translation>{model} 以一张图片或 {counts} 帧的片段开头，并原样保留。</translation>
        </message>
        <message>
            <source>{model} begins with one picture, kept exactly.</source>
            <translation>{model} 只能以一张原样保留的图片开头。</translation>
        </message>
        <message>
            <source>{model} begins with text alone.</source>
            <translation>{model} 只能从文字开始。</translation>
        </message>
        <message>
            <source>{model} can keep media only at the first frame.</source>
            <translation>{model} 只能在第一帧保留素材。</translation>
        </message>
        <message>
            <source>{model} cannot be compiled on this machine: {reason}.</source>
            <translation>{model}无法在此机器上编译：{reason}。</translation>
        </message>
        <message>
            <source>{model} cannot be compiled: its networks do not tell which blocks they repeat.</source>
            <translation>{model}无法编译：其网络未说明重复使用哪些模块。</translation>
        </message>
        <message>
            <source>{model} cannot be loaded for all graphics cards: {reason}.</source>
            <translation>{model} 无法为所有显卡加载：{reason}。</translation>
        </message>
        <message>
            <source>{model} cannot be steered.</source>
            <translation>{model} 无法操控。</translation>
        </message>
        <message>
            <source>{model} cannot draw with detail {detail}: it draws {what} with a detail of 1 to {most}.</source>
            <translation>{model} 无法以精细度 {detail} 绘制：它绘制{what}的精细度为 1 到 {most}。</translation>
        </message>
        <message>
            <source>{model} cannot make {count} frames: it makes 1 to {most}.</source>
            <translation>{model} 无法生成 {count} 帧：支持 1 到 {most} 帧。</translation>
        </message>
        <message>
            <source>{model} cannot make {count} frames: it makes a multiple of {step} and one more.</source>
            <translation>{model} 无法生成 {count} 帧：帧数必须是 {step} 的倍数加一。</translation>
        </message>
        <message>
            <source>{model} cannot make {rate} frames a second.</source>
            <translation>{model} 无法生成每秒 {rate} 帧的视频。</translation>
        </message>
        <message>
            <source>{model} cannot make {size}: it makes {smallest} to {largest}.</source>
            <translation>{model} 无法生成 {size}：支持的尺寸为 {smallest} 到 {largest}。</translation>
        </message>
        <message>
            <source>{model} cannot make {size}: width and height must be multiples of {multiple}.</source>
            <translation>{model} 无法生成 {size}：宽度和高度必须是 {multiple} 的倍数。</translation>
        </message>
        <message>
            <source>{model} cannot move a character as an actor does.</source>
            <translation>{model} 不能让角色像演员一样动。</translation>
        </message>
        <message>
            <source>{model} cannot run on several graphics cards: its networks cannot be divided.</source>
            <translation>{model} 不能在多块显卡上运行：它的网络无法分割。</translation>
        </message>
        <message>
            <source>{model} cannot run with the step cache {cache}: its network does not allow it.</source>
            <translation>{model}不能使用步骤缓存 {cache}：其网络不支持。</translation>
        </message>
        <message>
            <source>{model} cannot start from media.</source>
            <translation>{model} 无法从素材开始。</translation>
        </message>
        <message>
            <source>{model} changes pictures by text, and there is none to change.</source>
            <translation>{model} 按文字编辑图片，但这里没有可编辑的图片。</translation>
        </message>
        <message>
            <source>{model} does not write prompts.</source>
            <translation>{model}不会写提示词。</translation>
        </message>
        <message>
            <source>{model} does this in no way of its own.</source>
            <translation>{model}自身无法做到这一点。</translation>
        </message>
        <message>
            <source>{model} is no model of diffusers.</source>
            <translation>{model}不是 diffusers 模型。</translation>
        </message>
        <message>
            <source>{model} is of another family: this evaluation asks for scenes of nano's drawn world.</source>
            <translation>{model} 属于其他系列：此评估针对 nano 绘制的世界中的场景。</translation>
        </message>
        <message>
            <source>{model} keeps no media: it moves the character of its picture.</source>
            <translation>{model} 不保留媒体：它让图片中的角色动起来。</translation>
        </message>
        <message>
            <source>{model} keeps whole pictures only.</source>
            <translation>{model} 只能保留完整画面。</translation>
        </message>
        <message>
            <source>{model} made {made} frames instead of {count}.</source>
            <translation>{model} 生成了 {made} 帧，而不是 {count} 帧。</translation>
        </message>
        <message>
            <source>{model} makes clips from a picture, and there is none to begin with.</source>
            <translation>{model} 由图片生成片段，但没有起始图片。</translation>
        </message>
        <message>
            <source>{model} makes clips from one picture to another, and there is none to end with.</source>
            <translation>{model} 制作从一张图片到另一张图片的片段，但没有结尾的图片。</translation>
        </message>
        <message>
            <source>{model} moves a character as an actor does, and makes nothing else.</source>
            <translation>{model} 让角色像演员一样动，不做其他事。</translation>
        </message>
        <message>
            <source>{model} takes no LoRAs on several graphics cards at once.</source>
            <translation>{model} 在多块显卡上同时运行时不能使用 LoRA。</translation>
        </message>
        <message>
            <source>{model} takes no LoRAs while its weights wait in 8 bits (float8).</source>
            <translation>{model} 的权重以 8 位（float8）存放时不能使用 LoRA。</translation>
        </message>
        <message>
            <source>{model} takes no LoRAs.</source>
            <translation>{model} 不能使用 LoRA。</translation>
        </message>
        <message>
            <source>{model} takes no negative prompt.</source>
            <translation>{model} 不支持反向提示词。</translation>
        </message>
        <message>
            <source>{model} was not measured yet, which MagCache needs.</source>
            <translation>{model}尚未测量，而 MagCache 需要测量结果。</translation>
        </message>
        <message>
            <source>{name} asks for {library} to load its {part}, which could run a program.</source>
            <translation>{name} 要求用 {library} 载入其 {part}，这可能运行程序。</translation>
        </message>
        <message>
            <source>{name} is a {pipeline}, which is none of the families that can be used.</source>
            <translation>{name} 是 {pipeline}，不属于可用的模型系列。</translation>
        </message>
        <message>
            <source>{name} is nothing that can be chosen for a model.</source>
            <translation>{name} 不是模型可以选择的项目。</translation>
        </message>
        <message>
            <source>{name} is too large for this machine: its weights take {needed:.1f} GB, of {memory:.1f} GB of memory.</source>
            <translation>{name} 对本机来说太大：其权重需要 {needed:.1f} GB，而内存为 {memory:.1f} GB。</translation>
        </message>
        <message>
            <source>{name} is {value}.</source>
            <translation>{name}的值为 {value}。</translation>
        </message>
        <message>
            <source>{name} lacks no files.</source>
            <translation>{name} 没有缺失文件。</translation>
        </message>
        <message>
            <source>{node} belongs to its group alone.</source>
            <translation>{node} 只属于它所在的组。</translation>
        </message>
        <message>
            <source>{node} does not belong into this graph.</source>
            <translation>{node} 不属于此图。</translation>
        </message>
        <message>
            <source>{node} does not repeat for so long.</source>
            <translation>{node} 不能重复这么久。</translation>
        </message>
        <message>
            <source>{node} failed: {reason}</source>
            <translation>{node} 失败：{reason}</translation>
        </message>
        <message>
            <source>{node} gives no {kind} for this.</source>
            <translation>{node} 没有可用于此处的{kind}输出。</translation>
        </message>
        <message>
            <source>{node} gives nothing.</source>
            <translation>{node} 没有输出。</translation>
        </message>
        <message>
            <source>{node} has no input called {input}.</source>
            <translation>{node} 没有名为 {input} 的输入。</translation>
        </message>
        <message>
            <source>{node} has no other take.</source>
            <translation>{node} 没有别的版本。</translation>
        </message>
        <message>
            <source>{node} has no such take.</source>
            <translation>{node} 没有这个版本。</translation>
        </message>
        <message>
            <source>{node} has no texts here.</source>
            <translation>{node} 在这里没有文字。</translation>
        </message>
        <message>
            <source>{node} has no {side} called {port}.</source>
            <translation>{node} 没有名为 {port} 的{side}。</translation>
        </message>
        <message>
            <source>{node} has nothing to show.</source>
            <translation>{node} 没有可显示的内容。</translation>
        </message>
        <message>
            <source>{node} is muted and gives nothing.</source>
            <translation>{node} 已静默，没有输出。</translation>
        </message>
        <message>
            <source>{node} is no group.</source>
            <translation>{node} 不是组。</translation>
        </message>
        <message>
            <source>{node} lies between the nodes of the group: they would feed each other in a circle.</source>
            <translation>{node} 位于组的节点之间：它们会循环连接。</translation>
        </message>
        <message>
            <source>{node} makes the same again.</source>
            <translation>{node} 再做一次结果也一样。</translation>
        </message>
        <message>
            <source>{node} ran out of memory at {width}x{height} and {seconds:.1f} s.</source>
            <translation>{node} 在 {width}x{height}、{seconds:.1f} 秒时内存不足。</translation>
        </message>
        <message>
            <source>{node} ran out of memory.</source>
            <translation>{node} 内存不足。</translation>
        </message>
        <message>
            <source>{node} takes no {kind} from here.</source>
            <translation>{node} 没有可接收此{kind}的输入。</translation>
        </message>
        <message>
            <source>{node} was made with a step cache: {done} of {whole} blocks were computed.</source>
            <translation>{node}使用了步骤缓存：计算了 {whole} 个模块中的 {done} 个。</translation>
        </message>
        <message>
            <source>{path} could not be written: {reason}.</source>
            <translation>无法写入 {path}：{reason}。</translation>
        </message>
        <message>
            <source>{path} is a folder, so it cannot be written as a file.</source>
            <translation>{path} 是文件夹，不能作为文件写入。</translation>
        </message>
        <message>
            <source>{path} may not be written.</source>
            <translation>没有写入 {path} 的权限。</translation>
        </message>
        <message>
            <source>{preset} has no quality called {word}.</source>
            <translation>{preset} 没有名为 {word} 的质量。</translation>
        </message>
        <message>
            <source>{preset} is written by the processor: no encoder of a graphics card can be used ({reason}).</source>
            <translation>{preset} 由处理器写出：无法使用显卡编码器（{reason}）。</translation>
        </message>
        <message>
            <source>{reason}</source>
            <translation>{reason}</translation>
        </message>
        <message>
            <source>{repository} cannot be fetched: {reason}.</source>
            <translation>无法下载 {repository}：{reason}。</translation>
        </message>
        <message>
            <source>{repository} has no safetensors of its {part}.</source>
            <translation>{repository} 的 {part} 没有 safetensors 文件。</translation>
        </message>
        <message>
            <source>{repository} has no such revision.</source>
            <translation>{repository} 没有该版本。</translation>
        </message>
        <message>
            <source>{repository} is being fetched already.</source>
            <translation>{repository} 已在下载中。</translation>
        </message>
        <message>
            <source>{repository} is no model that diffusers saved: it has no {file}.</source>
            <translation>{repository} 不是 diffusers 保存的模型：没有 {file}。</translation>
        </message>
        <message>
            <source>{repository} is not there in {precision}.</source>
            <translation>{repository} 没有 {precision} 精度。</translation>
        </message>
        <message>
            <source>{repository} takes {needed} more on the disk, where {room} are free.</source>
            <translation>{repository} 还需要 {needed} 磁盘空间，而可用空间为 {room}。</translation>
        </message>
        <message>
            <source>{seconds} s are more than a model makes at once.</source>
            <translation>{seconds} 秒超过了模型一次能生成的长度。</translation>
        </message>
        <message>
            <source>{source} is muted and has nothing to pass on to {input}.</source>
            <translation>“{source}”已静默，没有可传给{input}的内容。</translation>
        </message>
        <message>
            <source>{source} is no picture, video or sound that can be loaded.</source>
            <translation>{source} 不是可以载入的图片、视频或声音。</translation>
        </message>
        <message>
            <source>{source} is not there.</source>
            <translation>{source} 不存在。</translation>
        </message>
        <message>
            <source>{speed} is no speed.</source>
            <translation>{speed} 不能作为速度。</translation>
        </message>
        <message>
            <source>{take} is no longer stored.</source>
            <translation>{take}已不在存储中。</translation>
        </message>
        <message>
            <source>{target} already feeds {source}: they would feed each other in a circle.</source>
            <translation>{target} 已经连接到 {source}：这样会形成环。</translation>
        </message>
        <message>
            <source>{text} is not a frame rate.</source>
            <translation>{text} 不是有效的帧率。</translation>
        </message>
        <message>
            <source>{text} is not a time.</source>
            <translation>{text} 不是时间。</translation>
        </message>
        <message>
            <source>{timeline} is part of {other}.</source>
            <translation>{timeline} 是 {other} 的一部分。</translation>
        </message>
        <message>
            <source>{timeline} shows {node}, which is not there.</source>
            <translation>{timeline} 使用了 {node}，但它不存在。</translation>
        </message>
        <message>
            <source>{title} cannot show {rate} frames a second.</source>
            <translation>{title} 不能每秒显示 {rate} 帧。</translation>
        </message>
        <message>
            <source>{track} at {time} is a title with characters that the fonts do not have: {letters}.</source>
            <translation>{track} 在 {time} 处的标题含有字体没有的字符：{letters}。</translation>
        </message>
        <message>
            <source>{track} at {time} plays {source}, which gives no sound.</source>
            <translation>{track} 在 {time} 处播放 {source}，但它没有声音。</translation>
        </message>
        <message>
            <source>{track} at {time} shows {source}, which gives no picture.</source>
            <translation>{track} 在 {time} 处显示 {source}，但它没有画面。</translation>
        </message>
        <message>
            <source>{track} at {time} shows {source}, which gives nothing.</source>
            <translation>{track} 在 {time} 处显示 {source}，但它没有输出。</translation>
        </message>
        <message>
            <source>{track} at {time} shows {source}, which is empty.</source>
            <translation>{track} 在 {time} 处显示 {source}，但它是空的。</translation>
        </message>
        <message>
            <source>{track} at {time} shows {source}, which is no picture, video or sound that can be loaded.</source>
            <translation>{track} 在 {time} 处显示 {source}，但它不是可以载入的图片、视频或声音。</translation>
        </message>
        <message>
            <source>{track} at {time} shows {source}, which is not there.</source>
            <translation>{track} 在 {time} 处显示 {source}，但它不存在。</translation>
        </message>
        <message>
            <source>{track} is left out: an EDL has one picture track and no titles.</source>
            <translation>{track} 被略去：EDL 只有一条画面轨道，没有字幕。</translation>
        </message>
        <message>
            <source>{track} is locked.</source>
            <translation>{track} 已锁定。</translation>
        </message>
        <message>
            <source>{track} takes no titles.</source>
            <translation>{track} 不放字幕。</translation>
        </message>
        <message>
            <source>{track} takes titles alone.</source>
            <translation>{track} 只放字幕。</translation>
        </message>
        <message>
            <source>{value} cannot be had on several graphics cards at once.</source>
            <translation>{value} 不能与多块显卡同时使用。</translation>
        </message>
        <message>
            <source>{value} is neither on nor off.</source>
            <translation>{value} 既不是开也不是关。</translation>
        </message>
        <message>
            <source>{value} is no choice for {name}.</source>
            <translation>{value} 不是 {name} 的可选值。</translation>
        </message>
        <message>
            <source>{value} is no colour.</source>
            <translation>{value} 不是颜色。</translation>
        </message>
        <message>
            <source>{value} is no seed.</source>
            <translation>{value} 不是有效的种子。</translation>
        </message>
        <message>
            <source>{value} is no speed.</source>
            <translation>{value} 不是有效的速度。</translation>
        </message>
        <message>
            <source>{value} is not JSON.</source>
            <translation>{value} 不是 JSON。</translation>
        </message>
        <message>
            <source>{value} is not a choice.</source>
            <translation>{value} 不是可选的值。</translation>
        </message>
        <message>
            <source>{value} is not a number.</source>
            <translation>{value} 不是数字。</translation>
        </message>
        <message>
            <source>{value} is not a whole number.</source>
            <translation>{value} 不是整数。</translation>
        </message>
        <message>
            <source>{value} is not {kind}.</source>
            <translation>{value} 不是{kind}。</translation>
        </message>
        <message>
            <source>{value} is outside the range.</source>
            <translation>{value} 超出范围。</translation>
        </message>
        <message>
            <source>{value} needs a graphics card that torch uses by CUDA.</source>
            <translation>{value} 需要 torch 通过 CUDA 使用的显卡。</translation>
        </message>
        <message>
            <source>{value} needs the package {package}, which is not installed.</source>
            <translation>{value} 需要软件包 {package}，但尚未安装。</translation>
        </message>
    </context>
    <context>
        <name>examples</name>
        <message>
            <source>Blend</source>
            <translation>混合</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>镜头</translation>
        </message>
        <message>
            <source>Camera on a still</source>
            <translation>静图运镜</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>颜色</translation>
        </message>
        <message>
            <source>Compose</source>
            <translation>合成</translation>
        </message>
        <message>
            <source>Connect</source>
            <translation>连接</translation>
        </message>
        <message>
            <source>Echo</source>
            <translation>回声</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>编辑</translation>
        </message>
        <message>
            <source>Edit image</source>
            <translation>编辑图片</translation>
        </message>
        <message>
            <source>Extend</source>
            <translation>延长</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>First film</source>
            <translation>第一部影片</translation>
        </message>
        <message>
            <source>Frame</source>
            <translation>画框</translation>
        </message>
        <message>
            <source>Image to video</source>
            <translation>图生视频</translation>
        </message>
        <message>
            <source>Inpaint</source>
            <translation>局部重绘</translation>
        </message>
        <message>
            <source>Loop</source>
            <translation>循环</translation>
        </message>
        <message>
            <source>Moving mask</source>
            <translation>动态蒙版</translation>
        </message>
        <message>
            <source>Refine</source>
            <translation>精绘放大</translation>
        </message>
        <message>
            <source>Reframe</source>
            <translation>改变画幅</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>声音</translation>
        </message>
        <message>
            <source>Storyboard</source>
            <translation>分镜</translation>
        </message>
        <message>
            <source>Text to image</source>
            <translation>文生图</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Timeline</source>
            <translation>时间线</translation>
        </message>
    </context>
    <context>
        <name>exports</name>
        <message>
            <source>1 frame</source>
            <translation>1 帧</translation>
        </message>
        <message>
            <source>16:9, wide</source>
            <translation>16:9 横屏</translation>
        </message>
        <message>
            <source>1:1, square</source>
            <translation>1:1 方形</translation>
        </message>
        <message>
            <source>4:5, portrait</source>
            <translation>4:5 竖幅</translation>
        </message>
        <message>
            <source>9:16, upright</source>
            <translation>9:16 竖屏</translation>
        </message>
        <message>
            <source>A GIF in all colours and a fraction of its size; every browser shows it.</source>
            <translation>全彩的 GIF，体积只有几分之一；所有浏览器都能显示。</translation>
        </message>
        <message>
            <source>AAC sound</source>
            <translation>AAC 声音</translation>
        </message>
        <message>
            <source>AV1</source>
            <translation>AV1</translation>
        </message>
        <message>
            <source>All of it, between bars</source>
            <translation>完整显示，加黑边</translation>
        </message>
        <message>
            <source>Animated WebP</source>
            <translation>WebP 动图</translation>
        </message>
        <message>
            <source>As it is</source>
            <translation>保持不变</translation>
        </message>
        <message>
            <source>Best</source>
            <translation>最佳</translation>
        </message>
        <message>
            <source>Draft</source>
            <translation>草稿</translation>
        </message>
        <message>
            <source>Every frame as it is, in a file of its own.</source>
            <translation>每帧原样存为一个文件。</translation>
        </message>
        <message>
            <source>FLAC sound</source>
            <translation>FLAC 声音</translation>
        </message>
        <message>
            <source>Fill it, cut off the rest</source>
            <translation>填满，裁掉其余</translation>
        </message>
        <message>
            <source>Follow what happens</source>
            <translation>跟随画面主体</translation>
        </message>
        <message>
            <source>For editing programs: every frame by itself, with sound as it is. Large files.</source>
            <translation>供剪辑软件使用：逐帧编码，声音原样保留。文件很大。</translation>
        </message>
        <message>
            <source>For grading and compositing: a colour for every pixel. Very large files.</source>
            <translation>供调色与合成使用：每个像素都有独立颜色。文件极大。</translation>
        </message>
        <message>
            <source>For pages on the web, without royalties; every browser plays it.</source>
            <translation>用于网页，免专利费；所有浏览器都能播放。</translation>
        </message>
        <message>
            <source>For print and for compositing programs.</source>
            <translation>供印刷和合成软件使用。</translation>
        </message>
        <message>
            <source>GIF</source>
            <translation>GIF</translation>
        </message>
        <message>
            <source>Good</source>
            <translation>良好</translation>
        </message>
        <message>
            <source>H.264</source>
            <translation>H.264</translation>
        </message>
        <message>
            <source>H.265</source>
            <translation>H.265</translation>
        </message>
        <message>
            <source>Half the size of H.264 for the same picture; newer devices play it.</source>
            <translation>画质相同，体积约为 H.264 的一半；较新的设备可以播放。</translation>
        </message>
        <message>
            <source>How large it will be is known once the clip is made.</source>
            <translation>片段生成后才能知道文件大小。</translation>
        </message>
        <message>
            <source>JPEG pictures</source>
            <translation>JPEG 图片序列</translation>
        </message>
        <message>
            <source>Linear light in half floats, as Nuke and Blender work in.</source>
            <translation>线性光半精度浮点，与 Nuke 和 Blender 的工作方式一致。</translation>
        </message>
        <message>
            <source>Lossless</source>
            <translation>无损</translation>
        </message>
        <message>
            <source>MP3 sound</source>
            <translation>MP3 声音</translation>
        </message>
        <message>
            <source>Measuring how large it will be…</source>
            <translation>正在估算文件大小…</translation>
        </message>
        <message>
            <source>Moves everywhere, even in mail. 256 colours, no sound.</source>
            <translation>到处都能动，连邮件里也行。256 色，无声音。</translation>
        </message>
        <message>
            <source>OpenEXR pictures</source>
            <translation>OpenEXR 图片序列</translation>
        </message>
        <message>
            <source>Opus sound</source>
            <translation>Opus 声音</translation>
        </message>
        <message>
            <source>PNG pictures</source>
            <translation>PNG 图片序列</translation>
        </message>
        <message>
            <source>Plays everywhere: every phone, browser and television.</source>
            <translation>处处可播：手机、浏览器和电视。</translation>
        </message>
        <message>
            <source>ProRes 422</source>
            <translation>ProRes 422</translation>
        </message>
        <message>
            <source>ProRes 4444</source>
            <translation>ProRes 4444</translation>
        </message>
        <message>
            <source>Small</source>
            <translation>小巧</translation>
        </message>
        <message>
            <source>Small files that open everywhere.</source>
            <translation>体积小，处处能打开。</translation>
        </message>
        <message>
            <source>Small, and known to every phone.</source>
            <translation>体积小，每部手机都支持。</translation>
        </message>
        <message>
            <source>Small, for whatever plays nothing else.</source>
            <translation>体积小，给只能播放它的设备。</translation>
        </message>
        <message>
            <source>TIFF pictures</source>
            <translation>TIFF 图片序列</translation>
        </message>
        <message>
            <source>The samples as they are, for every program.</source>
            <translation>采样原样保留，所有软件都支持。</translation>
        </message>
        <message>
            <source>The samples as they are, in half the space.</source>
            <translation>采样原样保留，只占一半空间。</translation>
        </message>
        <message>
            <source>The smallest files, without royalties; browsers and devices of the last years play it.</source>
            <translation>体积最小，免专利费；近年的浏览器和设备可以播放。</translation>
        </message>
        <message>
            <source>The smallest for what is heard, without royalties.</source>
            <translation>同等听感下体积最小，免专利费。</translation>
        </message>
        <message>
            <source>WAV sound</source>
            <translation>WAV 声音</translation>
        </message>
        <message>
            <source>WebM (VP9)</source>
            <translation>WebM（VP9）</translation>
        </message>
        <message>
            <source>about {size}</source>
            <translation>约 {size}</translation>
        </message>
        <message>
            <source>about {size}, {time} to write</source>
            <translation>约 {size}，写出需 {time}</translation>
        </message>
        <message>
            <source>every pixel as it is</source>
            <translation>每个像素原样保留</translation>
        </message>
        <message>
            <source>for a quick look</source>
            <translation>快速查看</translation>
        </message>
        <message>
            <source>for mail and messages</source>
            <translation>适合邮件和消息</translation>
        </message>
        <message>
            <source>no loss that one sees</source>
            <translation>看不出损失</translation>
        </message>
        <message>
            <source>to work on with it</source>
            <translation>适合后续加工</translation>
        </message>
        <message>
            <source>{count} frames</source>
            <translation>{count} 帧</translation>
        </message>
        <message>
            <source>{preset}, {quality}</source>
            <translation>{preset}，{quality}</translation>
        </message>
        <message>
            <source>{quality}: {promise}</source>
            <translation>{quality}：{promise}</translation>
        </message>
        <message>
            <source>{rate} fps</source>
            <translation>{rate} fps</translation>
        </message>
    </context>
    <context>
        <name>facts</name>
        <message>
            <source> %</source>
            <translation> %</translation>
        </message>
        <message>
            <source> EV</source>
            <translation> EV</translation>
        </message>
        <message>
            <source> dB</source>
            <translation> dB</translation>
        </message>
        <message>
            <source> fps</source>
            <translation> 帧/秒</translation>
        </message>
        <message>
            <source> px</source>
            <translation> px</translation>
        </message>
        <message>
            <source> s</source>
            <translation> 秒</translation>
        </message>
        <message>
            <source> x</source>
            <translation> 倍</translation>
        </message>
        <message>
            <source> °</source>
            <translation> °</translation>
        </message>
        <message>
            <source>(none is installed)</source>
            <translation>（没有已安装的模型）</translation>
        </message>
        <message>
            <source>(none)</source>
            <translation>（无）</translation>
        </message>
        <message>
            <source>?</source>
            <translation>?</translation>
        </message>
        <message>
            <source>A small model of a world drawn in pixel art, to learn with: twelve subjects, ten colours, eight places. It needs no GPU and no download. It knows nothing of the world outside.</source>
            <translation>一个像素画世界的小模型，供学习使用：十二种主体、十种颜色、八个地点。无需 GPU，也无需下载。它对外面的世界一无所知。</translation>
        </message>
        <message>
            <source>It</source>
            <translation>它</translation>
        </message>
        <message>
            <source>Nothing</source>
            <translation>空值</translation>
        </message>
        <message>
            <source>The project</source>
            <translation>该项目</translation>
        </message>
        <message>
            <source>This</source>
            <translation>此内容</translation>
        </message>
        <message>
            <source>Wan-AI/Wan2.1-T2V-1.3B-Diffusers</source>
            <translation>Wan-AI/Wan2.1-T2V-1.3B-Diffusers</translation>
        </message>
        <message>
            <source>a process that loads it came to its end</source>
            <translation>加载它的进程已结束</translation>
        </message>
        <message>
            <source>all of it</source>
            <translation>整个文件</translation>
        </message>
        <message>
            <source>audio</source>
            <translation>音频</translation>
        </message>
        <message>
            <source>c2pa-python</source>
            <translation>c2pa-python</translation>
        </message>
        <message>
            <source>camera</source>
            <translation>镜头</translation>
        </message>
        <message>
            <source>cards</source>
            <translation>卡片</translation>
        </message>
        <message>
            <source>certificate</source>
            <translation>证书</translation>
        </message>
        <message>
            <source>choice</source>
            <translation>选项</translation>
        </message>
        <message>
            <source>clip</source>
            <translation>片段</translation>
        </message>
        <message>
            <source>clips</source>
            <translation>视频</translation>
        </message>
        <message>
            <source>cosmos_guardrail</source>
            <translation>cosmos_guardrail</translation>
        </message>
        <message>
            <source>cryptography</source>
            <translation>cryptography</translation>
        </message>
        <message>
            <source>cut</source>
            <translation>剪辑</translation>
        </message>
        <message>
            <source>file</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>flag</source>
            <translation>开关</translation>
        </message>
        <message>
            <source>guidance</source>
            <translation>引导强度</translation>
        </message>
        <message>
            <source>image</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>images</source>
            <translation>图像</translation>
        </message>
        <message>
            <source>input</source>
            <translation>输入</translation>
        </message>
        <message>
            <source>key</source>
            <translation>密钥</translation>
        </message>
        <message>
            <source>nano (built in)</source>
            <translation>nano（内置）</translation>
        </message>
        <message>
            <source>number</source>
            <translation>数字</translation>
        </message>
        <message>
            <source>output</source>
            <translation>输出</translation>
        </message>
        <message>
            <source>seed</source>
            <translation>种子</translation>
        </message>
        <message>
            <source>steps</source>
            <translation>去噪步数</translation>
        </message>
        <message>
            <source>strokes</source>
            <translation>笔触</translation>
        </message>
        <message>
            <source>text</source>
            <translation>文本</translation>
        </message>
        <message>
            <source>the film</source>
            <translation>影片</translation>
        </message>
        <message>
            <source>usual</source>
            <translation>常规</translation>
        </message>
    </context>
    <context>
        <name>files</name>
        <message>
            <source>Files of type:</source>
            <translation>文件类型：</translation>
        </message>
        <message>
            <source>Look in:</source>
            <translation>查找范围：</translation>
        </message>
    </context>
    <context>
        <name>film</name>
        <message>
            <source>deleted node</source>
            <translation>已删除的节点</translation>
        </message>
        <message>
            <source>deleted timeline</source>
            <translation>已删除的时间线</translation>
        </message>
        <message>
            <source>not made yet</source>
            <translation>尚未生成</translation>
        </message>
    </context>
    <context>
        <name>forecast</name>
        <message>
            <source>{count} cannot run</source>
            <translation>{count} 个无法运行</translation>
        </message>
        <message>
            <source>{count} stored</source>
            <translation>已存储 {count} 个</translation>
        </message>
        <message>
            <source>{count} to compute</source>
            <translation>待计算 {count} 个</translation>
        </message>
        <message>
            <source>{minutes} min</source>
            <translation>{minutes} 分钟</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} 秒</translation>
        </message>
        <message>
            <source>{work}, about {time}</source>
            <translation>{work}，约 {time}</translation>
        </message>
        <message>
            <source>{work}, less than a second</source>
            <translation>{work}，不到 1 秒</translation>
        </message>
        <message>
            <source>{work}, more than {time}</source>
            <translation>{work}，超过 {time}</translation>
        </message>
    </context>
    <context>
        <name>help</name>
        <message>
            <source>A studio for making video with diffusion models on your own machine: no server, no account, no network.</source>
            <translation>在自己的电脑上用扩散模型制作视频的工作室：不需要服务器、账号和网络。</translation>
        </message>
        <message>
            <source>About Soraapp</source>
            <translation>关于 Soraapp</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Version {version}</source>
            <translation>版本 {version}</translation>
        </message>
    </context>
    <context>
        <name>inks</name>
        <message>
            <source>black</source>
            <translation>黑</translation>
        </message>
        <message>
            <source>blue</source>
            <translation>蓝</translation>
        </message>
        <message>
            <source>green</source>
            <translation>绿</translation>
        </message>
        <message>
            <source>grey</source>
            <translation>灰</translation>
        </message>
        <message>
            <source>orange</source>
            <translation>橙</translation>
        </message>
        <message>
            <source>red</source>
            <translation>红</translation>
        </message>
        <message>
            <source>white</source>
            <translation>白</translation>
        </message>
        <message>
            <source>yellow</source>
            <translation>黄</translation>
        </message>
    </context>
    <context>
        <name>items</name>
        <message>
            <source>Take {number}</source>
            <translation>版本 {number}</translation>
        </message>
        <message>
            <source>What the node gives</source>
            <translation>节点当前给出的</translation>
        </message>
    </context>
    <context>
        <name>making</name>
        <message>
            <source>Double-click to fill the gap</source>
            <translation>双击填补空隙</translation>
        </message>
        <message>
            <source>Take</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>Take {number}</source>
            <translation>版本 {number}</translation>
        </message>
        <message>
            <source>What the node gives</source>
            <translation>节点当前给出的</translation>
        </message>
    </context>
    <context>
        <name>menus</name>
        <message>
            <source>Examples</source>
            <translation>示例</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Open recent</source>
            <translation>最近打开</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>主题</translation>
        </message>
    </context>
    <context>
        <name>models</name>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>; </source>
            <translation>；</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>下载量</translation>
        </message>
        <message>
            <source>Family</source>
            <translation>系列</translation>
        </message>
        <message>
            <source>Fits</source>
            <translation>内存</translation>
        </message>
        <message>
            <source>Into</source>
            <translation>位置</translation>
        </message>
        <message>
            <source>Its weights take {needed} in {bits} bits.</source>
            <translation>其权重以 {bits} 位占用 {needed}。</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>许可证</translation>
        </message>
        <message>
            <source>LoRA</source>
            <translation>LoRA</translation>
        </message>
        <message>
            <source>Looking for models…</source>
            <translation>正在查找模型…</translation>
        </message>
        <message>
            <source>Makes the sound of its clips as well.</source>
            <translation>也会为片段生成声音。</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>缺失</translation>
        </message>
        <message>
            <source>Not known: this machine does not tell its memory, or the model its size.</source>
            <translation>未知：本机未说明内存大小，或模型未说明大小。</translation>
        </message>
        <message>
            <source>This machine has {memory} of memory and no graphics card that is used: it runs on the processor.</source>
            <translation>本机有 {memory} 内存，没有可用的显卡：在处理器上运行。</translation>
        </message>
        <message>
            <source>as published, the finest</source>
            <translation>原始发布精度（最高）</translation>
        </message>
        <message>
            <source>cache of Hugging Face</source>
            <translation>Hugging Face 缓存</translation>
        </message>
        <message>
            <source>cannot be used</source>
            <translation>无法使用</translation>
        </message>
        <message>
            <source>fits</source>
            <translation>可容纳</translation>
        </message>
        <message>
            <source>fits from disk</source>
            <translation>可运行（从磁盘读取）</translation>
        </message>
        <message>
            <source>fits with offload</source>
            <translation>可运行（需卸载到内存）</translation>
        </message>
        <message>
            <source>models: {count}</source>
            <translation>模型：{count}</translation>
        </message>
        <message>
            <source>named by SORAAPP_MODELS</source>
            <translation>由 SORAAPP_MODELS 指定</translation>
        </message>
        <message>
            <source>no models</source>
            <translation>没有模型</translation>
        </message>
        <message>
            <source>none chosen</source>
            <translation>未选择</translation>
        </message>
        <message>
            <source>not known whether it fits</source>
            <translation>不知能否容纳</translation>
        </message>
        <message>
            <source>not there now</source>
            <translation>现在不存在</translation>
        </message>
        <message>
            <source>not told on its page</source>
            <translation>页面未说明</translation>
        </message>
        <message>
            <source>of this program</source>
            <translation>本程序的</translation>
        </message>
        <message>
            <source>too large for this machine</source>
            <translation>对本机来说太大</translation>
        </message>
        <message>
            <source>{card} has {graphics}, and this machine {memory} of memory.</source>
            <translation>{card} 有 {graphics} 显存，本机有 {memory} 内存。</translation>
        </message>
        <message>
            <source>{done} of {total}</source>
            <translation>{done} / {total}</translation>
        </message>
        <message>
            <source>{files} and {count} more</source>
            <translation>{files} 等，另有 {count} 个</translation>
        </message>
        <message>
            <source>{hours} h {minutes} min</source>
            <translation>{hours} 小时 {minutes} 分</translation>
        </message>
        <message>
            <source>{licence}; its page asks you to accept terms</source>
            <translation>{licence}；其页面要求接受条款</translation>
        </message>
        <message>
            <source>{minutes} min {seconds} s</source>
            <translation>{minutes} 分 {seconds} 秒</translation>
        </message>
        <message>
            <source>{model}: best at {size}, up to {largest}; {frames} frames at most, {rate} a second</source>
            <translation>{model}：最适合 {size}，最大 {largest}；最多 {frames} 帧，每秒 {rate} 帧</translation>
        </message>
        <message>
            <source>{model}: not on this machine</source>
            <translation>{model}：本机没有</translation>
        </message>
        <message>
            <source>{model}: still being read</source>
            <translation>{model}：仍在读取</translation>
        </message>
        <message>
            <source>{part} in {file}; the folder lends the rest</source>
            <translation>{part} 在 {file} 中；其余部分由文件夹提供</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} 秒</translation>
        </message>
        <message>
            <source>{size}, files: {count}; all of it is here already</source>
            <translation>{size}，{count} 个文件；已全部下载</translation>
        </message>
        <message>
            <source>{size}, files: {count}; free on the disk: {room}</source>
            <translation>{size}，{count} 个文件；磁盘可用 {room}</translation>
        </message>
        <message>
            <source>{size}, files: {count}; left to fetch: {left}; free on the disk: {room}</source>
            <translation>{size}，{count} 个文件；还需下载 {left}；磁盘可用 {room}</translation>
        </message>
        <message>
            <source>{size}, up to {frames} frames ({seconds} s at {rate} a second), {steps} steps, guidance {guidance}</source>
            <translation>{size}，最多 {frames} 帧（每秒 {rate} 帧，{seconds} 秒），{steps} 步，引导 {guidance}</translation>
        </message>
        <message>
            <source>{size}, up to {frames} frames at once ({seconds} s at {rate} a second), {steps} steps, guidance {guidance}</source>
            <translation>{size}，一次最多 {frames} 帧（每秒 {rate} 帧，共 {seconds} 秒），{steps} 步，引导 {guidance}</translation>
        </message>
        <message>
            <source>{size}, {formats}: {parts}</source>
            <translation>{size}，{formats}：{parts}</translation>
        </message>
        <message>
            <source>{size}, {frames} frames at once ({seconds} s at {rate} a second) and up to {longest} s by windows, {steps} steps, guidance {guidance}</source>
            <translation>{size}，一次 {frames} 帧（每秒 {rate} 帧，{seconds} 秒），分窗口最长 {longest} 秒，{steps} 步，引导 {guidance}</translation>
        </message>
        <message>
            <source>{size}, {steps} steps, guidance {guidance}</source>
            <translation>{size}，{steps} 步，引导 {guidance}</translation>
        </message>
        <message>
            <source>{smallest} to {largest}, in steps of {step}</source>
            <translation>{smallest} 到 {largest}，步长 {step}</translation>
        </message>
        <message>
            <source>{speed} a second</source>
            <translation>每秒 {speed}</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>剩余 {time}</translation>
        </message>
    </context>
    <context>
        <name>nodes</name>
        <message>
            <source>%</source>
            <translation>%</translation>
        </message>
        <message>
            <source>0 takes the likeliest word each time; more is more surprising.</source>
            <translation>0 每次都取最可能的词；越大越出人意料。</translation>
        </message>
        <message>
            <source>1 doubles the light, -1 halves it.</source>
            <translation>1 使光线加倍，-1 使其减半。</translation>
        </message>
        <message>
            <source>1 is as it was trained, 0 leaves it out, less turns it around.</source>
            <translation>1 是训练时的强度，0 表示不用，负数则反过来。</translation>
        </message>
        <message>
            <source>1 leaves it; 0 is plain grey.</source>
            <translation>1 保持不变；0 为纯灰。</translation>
        </message>
        <message>
            <source>2 is twice as fast.</source>
            <translation>2 为两倍快。</translation>
        </message>
        <message>
            <source>23.976 and its like are read exactly.</source>
            <translation>23.976 之类的帧率会按精确值读取。</translation>
        </message>
        <message>
            <source>6 is twice the level, -6 half of it.</source>
            <translation>6 是两倍电平，-6 是一半。</translation>
        </message>
        <message>
            <source>A clip from a video file, with its own sound. It is read frame by frame, never as a whole.</source>
            <translation>来自视频文件的片段，带有自己的声音。逐帧读取，绝不整个载入。</translation>
        </message>
        <message>
            <source>A clip from numbered pictures, such as frame_0001.png, frame_0002.png and on, up to the first gap.

Pictures of another size than the first are fitted into its size, with black bars.</source>
            <translation>由编号图片组成的片段，例如 frame_0001.png、frame_0002.png 等，直到编号中断为止。

与第一张大小不同的图片会加黑边适配其大小。</translation>
        </message>
        <message>
            <source>A clip that is shorter holds its last frame, vanishes, or begins again.</source>
            <translation>较短的片段会停在末帧、消失，或重新开始。</translation>
        </message>
        <message>
            <source>A few words, in English or Chinese</source>
            <translation>几个词，英文或中文</translation>
        </message>
        <message>
            <source>A few words, in any language that the model knows</source>
            <translation>几个词，可用模型懂的任何语言</translation>
        </message>
        <message>
            <source>A film of one clip after another, in the order in which they were wired, ready to be exported.

Clips of another size or frame rate than the first are fitted to it.</source>
            <translation>按连线顺序把片段依次拼接成影片，供导出。

尺寸或帧率与第一个片段不同的，会调整为与它一致。</translation>
        </message>
        <message>
            <source>A mask that is painted by hand over a clip or a picture: white where the brush was, on black.

It has the size of the clip or the picture that is wired; a clip counts before a picture. To make it follow what moves, track it.</source>
            <translation>在视频或图片上手绘的蒙版：画笔经过之处为白色，其余为黑色。

它的尺寸与所连接的视频或图片相同；两者都连接时以视频为准。要让它跟随运动，请使用跟踪蒙版。</translation>
        </message>
        <message>
            <source>A mask: a white rectangle, ellipse or gradient on black. It has the size of the clip, if one is wired.

A gradient is white on the left and black on the right of its middle; the feather is the way between.</source>
            <translation>蒙版：黑底上的白色矩形、椭圆或渐变。若连接了片段，则取其大小。

渐变在中点左侧为白、右侧为黑；羽化是两者之间的过渡。</translation>
        </message>
        <message>
            <source>A picture from a file: PNG, JPEG, WebP, TIFF or BMP.

What is transparent is seen over black, and shows what lies beneath in an overlay. Alpha is a mask of it: white where the picture is opaque.</source>
            <translation>来自文件的图片：PNG、JPEG、WebP、TIFF 或 BMP。

透明部分显示为黑色，在叠加中则露出下面的画面。透明度输出是它的蒙版：图片不透明处为白色。</translation>
        </message>
        <message>
            <source>A picture, or one moment of a clip, ready to be exported as PNG, JPEG, WebP, TIFF or BMP.

One of the two is needed.</source>
            <translation>一张图片，或片段的某一刻，可导出为 PNG、JPEG、WebP、TIFF 或 BMP。

两者须连接其一。</translation>
        </message>
        <message>
            <source>A point that a wire runs through, to lead it around other nodes.</source>
            <translation>连线经过的一个点，用来绕开其他节点。</translation>
        </message>
        <message>
            <source>A prompt that can feed several nodes at once.</source>
            <translation>可以同时供多个节点使用的提示词。</translation>
        </message>
        <message>
            <source>A small addition to the weights of a model.</source>
            <translation>对模型权重的小补充。</translation>
        </message>
        <message>
            <source>A strength of one's own, from 0, nothing changes, to 1, anew. Empty: as named above.</source>
            <translation>自定强度：0 为不变，1 为全新。留空：按上面的名称。</translation>
        </message>
        <message>
            <source>Across</source>
            <translation>水平位置</translation>
        </message>
        <message>
            <source>Add a LoRA to a model: a style, a subject or a way to move that it was taught.

Connect the result to the model of other nodes, or to another LoRA. The weights of the model are shared, and stay what they are. Where two networks take turns, as in Wan 2.2, both get it, unless the name of its file tells high noise or low noise.</source>
            <translation>给模型加上一个 LoRA：它学到的一种风格、一个主体或一种运动方式。

把结果连接到其他节点的模型，或连接到另一个 LoRA。模型的权重是共用的，并保持不变。像 Wan 2.2 那样由两个网络轮流工作时，两个都会用上，除非文件名里写明 high noise 或 low noise。</translation>
        </message>
        <message>
            <source>Add grain as of film: grey noise that is new in every frame.</source>
            <translation>加上胶片般的颗粒：每一帧都不同的灰色噪点。</translation>
        </message>
        <message>
            <source>Add the words of a look to a text, in English or Chinese as the text is.</source>
            <translation>按文字所用的语言（英文或中文），为它加上某种画风的词语。</translation>
        </message>
        <message>
            <source>Added</source>
            <translation>新增部分</translation>
        </message>
        <message>
            <source>After its end</source>
            <translation>结束之后</translation>
        </message>
        <message>
            <source>After its end, before its beginning, or both.</source>
            <translation>在结尾之后、开头之前，或两边都延长。</translation>
        </message>
        <message>
            <source>Alignment</source>
            <translation>对齐</translation>
        </message>
        <message>
            <source>Alpha</source>
            <translation>透明度</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>幅度</translation>
        </message>
        <message>
            <source>Angle</source>
            <translation>角度</translation>
        </message>
        <message>
            <source>Another seed gives other grain of the same kind.</source>
            <translation>换一个种子会得到同类的另一组颗粒。</translation>
        </message>
        <message>
            <source>Another seed tells other details.</source>
            <translation>换一个种子，细节就不同。</translation>
        </message>
        <message>
            <source>Aspect</source>
            <translation>画幅</translation>
        </message>
        <message>
            <source>At</source>
            <translation>时刻</translation>
        </message>
        <message>
            <source>At 0 nothing of it is seen.</source>
            <translation>为 0 时完全看不见。</translation>
        </message>
        <message>
            <source>At 100 it is as large as fits into the frame.</source>
            <translation>为 100 时恰好放满画面。</translation>
        </message>
        <message>
            <source>Audio</source>
            <translation>音频</translation>
        </message>
        <message>
            <source>Backwards</source>
            <translation>倒放</translation>
        </message>
        <message>
            <source>Between</source>
            <translation>帧间画面</translation>
        </message>
        <message>
            <source>Black and white change places.</source>
            <translation>黑白互换。</translation>
        </message>
        <message>
            <source>Blend</source>
            <translation>混合</translation>
        </message>
        <message>
            <source>Bottom</source>
            <translation>下</translation>
        </message>
        <message>
            <source>Bridge two clips: new frames lead from the end of the first to the beginning of the second.

Both stay as they are; a second one of another size or frame rate is fitted to the first. Where the model finds no way between them, as from one place to another, the first goes on and fades into what leads to the second.

Added are the new frames by themselves, which last exactly as long as was asked for, however many the model made.</source>
            <translation>衔接两段视频：新的画面从第一段的结尾过渡到第二段的开头。

两段都保持原样；第二段的尺寸或帧率不同时，会适配第一段。模型找不到两者之间的过渡时（例如换了地点），第一段会继续下去，并渐渐化入引向第二段的画面。

“新增部分”只有新的画面；不管模型生成了多少帧，它的长度都正好是要求的时长。</translation>
        </message>
        <message>
            <source>Bring a picture to life: it is the first frame of the clip.

What the text leaves unsaid is as the picture's own prompt says, where it is known.</source>
            <translation>让图片动起来：它就是片段的第一帧。

文字没有提到的，以图片自己的提示词为准（如果知道的话）。</translation>
        </message>
        <message>
            <source>By</source>
            <translation>偏移量</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>镜头</translation>
        </message>
        <message>
            <source>Cards</source>
            <translation>卡片</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>改动</translation>
        </message>
        <message>
            <source>Change a clip by text: all of it, or a part of its time.

Say what is new, such as "in the snow". What the text leaves unsaid is as the clip's own prompt says, where it is known: for a clip from a file, describe all that should be seen.

Everything before and after the part stays as it is, frame for frame. A part between two others ends a few frames early where the model makes frames in groups.</source>
            <translation>用文字改变片段：整段，或其中一段时间。

只需说出新的内容，例如“在雪地里”。文字没有提到的，以片段自己的提示词为准（如果知道的话）；对于来自文件的片段，请描述应当看到的一切。

这一部分之前和之后的画面逐帧保持不变。如果模型成组生成帧，夹在两段之间的部分会提早几帧结束。</translation>
        </message>
        <message>
            <source>Change a picture by text. Its size stays.

Say what is new. What the text leaves unsaid is as the picture's own prompt says, where it is known.</source>
            <translation>用文字改变图片，尺寸不变。

只需说出新的内容。文字没有提到的，以图片自己的提示词为准（如果知道的话）。</translation>
        </message>
        <message>
            <source>Change the light and the colours of a clip.</source>
            <translation>改变片段的光线和颜色。</translation>
        </message>
        <message>
            <source>Character</source>
            <translation>角色</translation>
        </message>
        <message>
            <source>Clip</source>
            <translation>片段</translation>
        </message>
        <message>
            <source>Clips</source>
            <translation>片段</translation>
        </message>
        <message>
            <source>Clips in a row. Empty: all in one row.</source>
            <translation>每行的片段数。留空：全部排成一行。</translation>
        </message>
        <message>
            <source>Clockwise.</source>
            <translation>顺时针。</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>颜色</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>列数</translation>
        </message>
        <message>
            <source>Compose</source>
            <translation>合成</translation>
        </message>
        <message>
            <source>Continue a clip after its end, before its beginning, or both.

The clip itself stays as it is, frame for frame; what is added has its size and frame rate. What the text leaves unsaid is as the clip's own prompt says, where it is known.

Added is what is new by itself, and lasts exactly as long as was asked for.</source>
            <translation>在片段结尾之后、开头之前或两端续写。

片段本身逐帧保持不变；新增部分沿用它的尺寸和帧率。文字没有提到的，以片段自己的提示词为准（如果知道的话）。

“新增部分”只有新的画面，长度正好是要求的时长。</translation>
        </message>
        <message>
            <source>Contrast</source>
            <translation>对比度</translation>
        </message>
        <message>
            <source>Counted from the start of the clip.</source>
            <translation>从片段开头算起。</translation>
        </message>
        <message>
            <source>Counted from the start of the sound.</source>
            <translation>从音频开头算起。</translation>
        </message>
        <message>
            <source>Cover cuts off what juts out, contain adds black bars, stretch changes the proportion, pad keeps the size of the picture and cuts or adds black around it.</source>
            <translation>“填满”裁掉超出的部分，“完整显示”加黑边，“拉伸”改变比例，“留边”保持画面大小，四周裁掉或补黑。</translation>
        </message>
        <message>
            <source>Curve</source>
            <translation>曲线</translation>
        </message>
        <message>
            <source>Cut a clip in two at a moment, which goes to the nearest frame.</source>
            <translation>在某一时刻把片段切成两段，时刻取最近的帧。</translation>
        </message>
        <message>
            <source>Cut off the sides of a clip. Every side goes to the nearest pixel.</source>
            <translation>裁掉片段的四边，每边取最近的像素。</translation>
        </message>
        <message>
            <source>Denoising steps: more is slower and finer. Empty: as the model advises.</source>
            <translation>去噪步数：越多越慢，画面越精细。留空则采用模型建议值。</translation>
        </message>
        <message>
            <source>Describe what should be seen, in English or Chinese</source>
            <translation>用中文或英文描述想看到的画面</translation>
        </message>
        <message>
            <source>Detail</source>
            <translation>精细度</translation>
        </message>
        <message>
            <source>Difference: how many times stronger it is shown.</source>
            <translation>差异：显示时增强多少倍。</translation>
        </message>
        <message>
            <source>Direction</source>
            <translation>方向</translation>
        </message>
        <message>
            <source>Dot</source>
            <translation>转接点</translation>
        </message>
        <message>
            <source>Down</source>
            <translation>垂直位置</translation>
        </message>
        <message>
            <source>EV</source>
            <translation>EV</translation>
        </message>
        <message>
            <source>Easing</source>
            <translation>缓动</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>编辑</translation>
        </message>
        <message>
            <source>Edited</source>
            <translation>改写</translation>
        </message>
        <message>
            <source>Empty: as the first clip.</source>
            <translation>留空则与第一个片段相同。</translation>
        </message>
        <message>
            <source>Empty: as the picture.</source>
            <translation>留空：与图片相同。</translation>
        </message>
        <message>
            <source>Empty: in proportion.</source>
            <translation>留空：按比例。</translation>
        </message>
        <message>
            <source>Empty: the end of the clip.</source>
            <translation>留空：片段末尾。</translation>
        </message>
        <message>
            <source>Empty: the end of the sound.</source>
            <translation>留空：到音频末尾。</translation>
        </message>
        <message>
            <source>Empty: the speed stays the same.</source>
            <translation>留空：速度不变。</translation>
        </message>
        <message>
            <source>Enabled</source>
            <translation>启用</translation>
        </message>
        <message>
            <source>End</source>
            <translation>终点</translation>
        </message>
        <message>
            <source>Enlarge a picture and draw it finer, in overlapping tiles, with the details that the text asks for.</source>
            <translation>放大图片，用相互重叠的图块画得更精细，并加入文字所要求的细节。</translation>
        </message>
        <message>
            <source>Enlarge or shrink a clip. With one side empty it keeps its proportion.</source>
            <translation>放大或缩小片段。一边留空则保持比例。</translation>
        </message>
        <message>
            <source>Equal power keeps two sounds equally loud while one gives way to the other.</source>
            <translation>等功率：一个声音让位给另一个时，整体响度不变。</translation>
        </message>
        <message>
            <source>Every frame of a clip, ready to be exported as numbered pictures: frame_####.png, for instance.</source>
            <translation>片段的每一帧，可导出为带编号的图片，例如 frame_####.png。</translation>
        </message>
        <message>
            <source>Exposure</source>
            <translation>曝光</translation>
        </message>
        <message>
            <source>Extend</source>
            <translation>延长</translation>
        </message>
        <message>
            <source>Face</source>
            <translation>面部</translation>
        </message>
        <message>
            <source>Fade in</source>
            <translation>淡入</translation>
        </message>
        <message>
            <source>Fade out</source>
            <translation>淡出</translation>
        </message>
        <message>
            <source>Feather</source>
            <translation>羽化</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>First</source>
            <translation>第一段</translation>
        </message>
        <message>
            <source>First gain</source>
            <translation>第一段增益</translation>
        </message>
        <message>
            <source>First start</source>
            <translation>第一段开始</translation>
        </message>
        <message>
            <source>Fit</source>
            <translation>适合</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>文件夹</translation>
        </message>
        <message>
            <source>Follow</source>
            <translation>跟随</translation>
        </message>
        <message>
            <source>Fourth</source>
            <translation>第四段</translation>
        </message>
        <message>
            <source>Fourth gain</source>
            <translation>第四段增益</translation>
        </message>
        <message>
            <source>Fourth start</source>
            <translation>第四段开始</translation>
        </message>
        <message>
            <source>Frame</source>
            <translation>画框</translation>
        </message>
        <message>
            <source>Freedom</source>
            <translation>自由度</translation>
        </message>
        <message>
            <source>From</source>
            <translation>素材起点</translation>
        </message>
        <message>
            <source>From where what it follows is found no more, the mask vanishes, stays there, or it is an error.</source>
            <translation>从找不到所跟踪内容之处起，蒙版消失、停在原处，或报错。</translation>
        </message>
        <message>
            <source>Gain</source>
            <translation>增益</translation>
        </message>
        <message>
            <source>Gap</source>
            <translation>间距</translation>
        </message>
        <message>
            <source>Generate</source>
            <translation>生成</translation>
        </message>
        <message>
            <source>Give a clip a size of a certain shape.</source>
            <translation>使片段成为指定形状的大小。</translation>
        </message>
        <message>
            <source>Give a clip a sound, in place of its own or with it. With no sound wired, the clip becomes silent.

The clip keeps its length: after a shorter sound there is silence, and a longer one is cut off where the clip ends.</source>
            <translation>给片段配上声音，替换原有的声音或与之同时播放。没有连接音频时，片段变为静音。

片段长度不变：较短的声音之后是静音，较长的声音在片段结束处截断。</translation>
        </message>
        <message>
            <source>Give a clip another aspect by painting what lies beyond its edges; the clip itself stays, pixel for pixel.</source>
            <translation>画出视频边缘之外的内容，改成另一种画幅；视频本身的每个像素都不变。</translation>
        </message>
        <message>
            <source>Give a clip another frame rate. Its length and speed stay.</source>
            <translation>改变片段的帧率，长度和速度不变。</translation>
        </message>
        <message>
            <source>Give a clip the light and the colours of another, on average over its whole length, so that nothing flickers.</source>
            <translation>使片段具有另一片段的光线和颜色，按整段平均计算，因此不会闪烁。</translation>
        </message>
        <message>
            <source>Grain size</source>
            <translation>颗粒大小</translation>
        </message>
        <message>
            <source>Ground</source>
            <translation>底色</translation>
        </message>
        <message>
            <source>Groups of this project</source>
            <translation>本项目的组</translation>
        </message>
        <message>
            <source>Grow shows all of the picture; keep leaves the size and cuts off; fill leaves the size and enlarges the picture until no corner is black.</source>
            <translation>“扩大”显示全部画面；“保持”大小不变、裁掉超出的部分；“填满”大小不变、放大画面直到没有黑角。</translation>
        </message>
        <message>
            <source>Guidance</source>
            <translation>引导强度</translation>
        </message>
        <message>
            <source>Height</source>
            <translation>高度</translation>
        </message>
        <message>
            <source>Hold a picture for a while, as a clip.</source>
            <translation>把图片保持一段时间，成为片段。</translation>
        </message>
        <message>
            <source>Hold one frame of a clip for a while, then go on. The clip becomes longer by so many seconds.</source>
            <translation>把片段的一帧停住一会儿再继续。片段会相应变长。</translation>
        </message>
        <message>
            <source>Hold two clips against each other: half of each, one beside the other, or where they differ.

The second is fitted to the size and frame rate of the first; the shorter one rests on its last frame.</source>
            <translation>对比两个片段：各看一半、并排，或看差别在哪里。

第二个会适配第一个的尺寸和帧率；较短的停在最后一帧。</translation>
        </message>
        <message>
            <source>How</source>
            <translation>方式</translation>
        </message>
        <message>
            <source>How a clip of another shape is fitted: cut off, with black bars, or stretched.</source>
            <translation>形状不同的片段如何适配：裁掉、加黑边或拉伸。</translation>
        </message>
        <message>
            <source>How a clip of another shape than the first is fitted.</source>
            <translation>与第一个形状不同的片段如何适配。</translation>
        </message>
        <message>
            <source>How closely the prompt is followed. Empty: as the model advises.</source>
            <translation>画面贴合提示词的程度。留空则采用模型建议值。</translation>
        </message>
        <message>
            <source>How colourful it is: 0 is black and white.</source>
            <translation>色彩的浓淡：0 为黑白。</translation>
        </message>
        <message>
            <source>How far the colours are brought over.</source>
            <translation>颜色匹配的程度。</translation>
        </message>
        <message>
            <source>How far what is drawn may leave the picture. 0: as near as the model can.</source>
            <translation>画面可以偏离原图多少。0：模型能做到的最接近。</translation>
        </message>
        <message>
            <source>How it comes out of the item right before it.</source>
            <translation>它如何从前一个片段过渡而来。</translation>
        </message>
        <message>
            <source>How lines of different length stand.</source>
            <translation>长短不同的行如何对齐。</translation>
        </message>
        <message>
            <source>How long both are seen.</source>
            <translation>两者同时可见的时长。</translation>
        </message>
        <message>
            <source>How long both are seen; a little less where need be.</source>
            <translation>两段同时可见的时长；必要时会稍短一些。</translation>
        </message>
        <message>
            <source>How long it is seen. Empty: to the end of the clip.</source>
            <translation>显示多久。留空：直到片段末尾。</translation>
        </message>
        <message>
            <source>How long it plays over and over.</source>
            <translation>反复播放多久。</translation>
        </message>
        <message>
            <source>How long: words, or parts of words, at most.</source>
            <translation>最长多少：词或词的一部分。</translation>
        </message>
        <message>
            <source>How many times finer than at its own size the model draws. Empty: as fine as the size asks for.</source>
            <translation>比模型自身尺寸精细多少倍。留空：按尺寸需要。</translation>
        </message>
        <message>
            <source>How many times larger the picture becomes.</source>
            <translation>图片放大多少倍。</translation>
        </message>
        <message>
            <source>How much is added on each side.</source>
            <translation>每一边增加多长。</translation>
        </message>
        <message>
            <source>How much is cut off this side.</source>
            <translation>这一边裁掉多少。</translation>
        </message>
        <message>
            <source>How much stronger edges become.</source>
            <translation>边缘增强多少。</translation>
        </message>
        <message>
            <source>How new pixels are made: area is right for almost everything, nearest for pixel art.</source>
            <translation>新像素如何得出：“区域平均”几乎适合一切，“最近”适合像素画。</translation>
        </message>
        <message>
            <source>How the camera moves over time, for nodes that make clips.

Pan and tilt turn it, a dolly goes ahead, an orbit goes around the subject, a zoom narrows the view; for a model that knows no lens a zoom goes ahead, too.</source>
            <translation>镜头随时间怎样运动，供生成片段的节点使用。

摇和俯仰转动镜头，推进向前走，环绕绕着主体走，变焦收窄视野；模型不懂镜头焦距时，变焦也当作向前走。</translation>
        </message>
        <message>
            <source>How the second takes over from the first.</source>
            <translation>第二段如何取代第一段。</translation>
        </message>
        <message>
            <source>How wide an edge is.</source>
            <translation>边缘的宽度。</translation>
        </message>
        <message>
            <source>How wide its black edge is, of the text's height.</source>
            <translation>黑色描边的宽度，按文字高度计。</translation>
        </message>
        <message>
            <source>How wide the soft edge is.</source>
            <translation>柔和边缘的宽度。</translation>
        </message>
        <message>
            <source>Hue</source>
            <translation>色相</translation>
        </message>
        <message>
            <source>Image</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Ink</source>
            <translation>文字颜色</translation>
        </message>
        <message>
            <source>Input</source>
            <translation>输入</translation>
        </message>
        <message>
            <source>Inverted</source>
            <translation>反相</translation>
        </message>
        <message>
            <source>Keep own sound</source>
            <translation>保留原声</translation>
        </message>
        <message>
            <source>Keep the part of a clip from start to end. Both go to the nearest frame.</source>
            <translation>保留片段从起点到终点的部分，两者都取最近的帧。</translation>
        </message>
        <message>
            <source>Keep the part of a sound from start to end. Both go to the nearest sample.</source>
            <translation>保留音频从起点到终点的部分。两者都对齐到最近的采样点。</translation>
        </message>
        <message>
            <source>Lay a clip or a picture over a clip: one of the two is needed.

Size, frame rate and length stay those of the clip below. Where a loaded picture is transparent, the clip is seen. A mask is stretched over what lies on top, and shows it where it is white; a moving one that is wired takes the place of a still one.</source>
            <translation>把片段或图片叠加在片段之上：两者须连接其一。

大小、帧率和长度保持下层片段的。加载的图片透明之处露出片段。蒙版会拉伸到上层内容的大小，白色处显示上层；连接了动态蒙版时，它取代静态蒙版。</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>左</translation>
        </message>
        <message>
            <source>Left and right</source>
            <translation>左右</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>长度</translation>
        </message>
        <message>
            <source>Let a language model in a folder on this machine make a prompt out of a few words.

The prompt can be edited before it is used. Nothing is fetched or sent. Where there is no such model, Expand prompt knows what to add by itself.</source>
            <translation>让本机文件夹中的语言模型把几个词写成提示词。

提示词在使用前可以修改。不下载也不发送任何内容。没有这样的模型时，“扩写提示词”自己知道该补充什么。</translation>
        </message>
        <message>
            <source>Let a sound begin later, after silence, or earlier, without its first moments.</source>
            <translation>让声音在一段静音之后才开始，或去掉开头、提前开始。</translation>
        </message>
        <message>
            <source>Let a sound grow out of silence at its start, and sink back into it at its end.

Together both may not last longer than the sound.</source>
            <translation>让声音在开头从静音渐强，在结尾渐弱到静音。

两者加起来不能比音频更长。</translation>
        </message>
        <message>
            <source>Let one clip give way to the next over a span in which both are seen: a cross-fade, a fade through black, a wipe, a slide or a push. Their sounds cross-fade meanwhile.

The film is shorter than both clips by the span. The second clip takes the size and frame rate of the first.</source>
            <translation>让一个片段在两者同时可见的一段时间里过渡到下一个：叠化、经黑场过渡、划像、滑入或推出。其间两者的声音交叉淡化。

影片比两个片段之和短这一段时间。第二个片段采用第一个的尺寸和帧率。</translation>
        </message>
        <message>
            <source>Let the character of a picture move as an actor does, with a model that is made for it, such as Wan Animate.

Pose is a clip of the actor's skeleton on black, face one of the face alone: other programs make them of a film. The result is as long as the pose. With a scene and a place in it, white where the character goes, it stands there; else it stays where its picture is.</source>
            <translation>让图片中的角色像演员一样动起来，使用为此制作的模型，例如 Wan Animate。

姿态是黑底上演员骨架的片段，面部是只有脸的片段：由其他程序从影片中制作。结果与姿态一样长。给出场景以及其中的位置（角色所在处为白色）时，角色出现在那里；否则留在其图片原来的地方。</translation>
        </message>
        <message>
            <source>LoRA</source>
            <translation>LoRA</translation>
        </message>
        <message>
            <source>Load</source>
            <translation>加载</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>画风</translation>
        </message>
        <message>
            <source>Look at a clip or a picture, and pass it on as it is. A sound is seen as its waveform, and passed on with it.

One of the three is needed.</source>
            <translation>查看片段或图片，并原样传下去。音频以波形显示，并随波形一起传下去。

三者须连接其一。</translation>
        </message>
        <message>
            <source>Make a clip endless: new frames lead from its end back to its beginning.

It becomes longer by these; played over and over, there is no end to be seen. Where the model finds no way back, the end goes on and fades into what comes before the beginning.</source>
            <translation>让视频无限循环：新的画面从结尾回到开头。

视频会因此变长；反复播放时看不出结尾。模型找不到回去的路时，结尾会继续下去，并渐渐化入开头之前的画面。</translation>
        </message>
        <message>
            <source>Make a clip from a description.</source>
            <translation>根据文字描述生成片段。</translation>
        </message>
        <message>
            <source>Make a clip from cards on a time line: texts, pictures and clips at chosen times.

A text holds until the next one; a picture or a clip appears exactly when its card says. Pictures and clips are numbered in the order in which they are connected.</source>
            <translation>用时间线上的卡片生成片段：在选定的时间出现文字、图片和片段。

一段文字一直有效，直到下一段；图片或片段正好在卡片所写的时间出现。图片和片段按连接的先后编号。</translation>
        </message>
        <message>
            <source>Make a detailed caption out of a few words, in the same language. It can be edited before it is used.</source>
            <translation>把几个词扩写成详细的描述，语言不变。使用之前可以修改。</translation>
        </message>
        <message>
            <source>Make a mask follow what lies under it through a clip, onward and back from one moment, for inpaint or an overlay.

The mask may be a shape or a painted picture; it is stretched to the clip. Nothing is guessed: beyond a cut, behind other things and out of the picture it is lost.</source>
            <translation>让蒙版从某一时刻起向前和向后跟随它下面的内容，用于局部重绘或叠加。

蒙版可以是形状或绘制的图片，会拉伸到片段大小。不作任何猜测：在切换之后、被遮挡时和画面之外，蒙版会丢失。</translation>
        </message>
        <message>
            <source>Make a picture from a description.

One that is larger than the model's own size is drawn again finer and finer, in overlapping tiles.</source>
            <translation>根据描述生成图片。

比模型自身尺寸大的图片会用相互重叠的图块一遍遍画得更精细。</translation>
        </message>
        <message>
            <source>Make a sound louder or softer. What is louder than full scale is cut off only when the film is written.</source>
            <translation>让声音更响或更轻。超过满幅的部分只在写出影片时才被截掉。</translation>
        </message>
        <message>
            <source>Make the edges in a clip crisper.</source>
            <translation>使片段的边缘更清晰。</translation>
        </message>
        <message>
            <source>Mask</source>
            <translation>蒙版</translation>
        </message>
        <message>
            <source>Mirror a clip.</source>
            <translation>镜像片段。</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>Move over a picture without a model: nothing is invented.

The picture is enlarged just so far that the whole move stays inside it. With easing the move goes equally far.</source>
            <translation>不用模型，在图片上运镜：不编造任何内容。

图片只放大到恰好能容纳整个运镜。使用缓动时，运镜的幅度不变。</translation>
        </message>
        <message>
            <source>Moves</source>
            <translation>运动</translation>
        </message>
        <message>
            <source>Moving mask</source>
            <translation>动态蒙版</translation>
        </message>
        <message>
            <source>Negative</source>
            <translation>反向提示词</translation>
        </message>
        <message>
            <source>Of the frame's height.</source>
            <translation>按画面高度计。</translation>
        </message>
        <message>
            <source>Of the frame's width.</source>
            <translation>按画面宽度计。</translation>
        </message>
        <message>
            <source>Off, it stays where it is, and is neither seen nor heard.</source>
            <translation>关闭时它留在原处，但看不到也听不到。</translation>
        </message>
        <message>
            <source>One frame of a clip as a picture.</source>
            <translation>取片段的一帧作为图片。</translation>
        </message>
        <message>
            <source>Opacity</source>
            <translation>不透明度</translation>
        </message>
        <message>
            <source>Outline</source>
            <translation>描边</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>输出</translation>
        </message>
        <message>
            <source>Over</source>
            <translation>转场时长</translation>
        </message>
        <message>
            <source>Paint</source>
            <translation>绘制</translation>
        </message>
        <message>
            <source>Paint a part of a picture anew, where the mask is white.

Where it is black, the picture stays as it is, pixel for pixel. A mask is stretched to the picture.</source>
            <translation>重新绘制图片中蒙版为白色的部分。

黑色处的图片逐像素保持不变。蒙版会拉伸到图片大小。</translation>
        </message>
        <message>
            <source>Paint a part of the picture anew, where the mask is white.

A mask or a moving mask: one of the two is needed, and if both are wired, the moving one counts. Where it is black, the clip stays as it is, pixel for pixel. A mask is stretched to the clip.</source>
            <translation>在蒙版为白色的地方重新绘制画面。

蒙版或动态蒙版：两者须连接其一；都连接时以动态蒙版为准。蒙版为黑色的地方，视频的每个像素都保持原样。蒙版会拉伸到视频的尺寸。</translation>
        </message>
        <message>
            <source>Pan and tilt shift the view, dolly and zoom narrow it. A picture cannot be orbited.</source>
            <translation>摇和俯仰移动视野，推进和变焦收窄视野。图片不能环绕。</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Pictures a second.</source>
            <translation>每秒的图片数。</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>位置</translation>
        </message>
        <message>
            <source>Play a clip backwards, with its sound.</source>
            <translation>倒放片段，连同声音。</translation>
        </message>
        <message>
            <source>Play a clip faster or slower, or from one speed to another. The frame rate stays, the length changes.

Its sound is heard as from a tape: faster is higher. Above a speed of 8 it is left out.</source>
            <translation>以更快或更慢的速度播放片段，或从一个速度渐变到另一个。帧率不变，长度改变。

声音像磁带一样变化：越快音调越高。速度超过 8 倍时没有声音。</translation>
        </message>
        <message>
            <source>Play a clip over and over, with its sound. A seamless one comes from Loop.</source>
            <translation>反复播放一段视频，连同声音。要首尾相接，请先用“循环”。</translation>
        </message>
        <message>
            <source>Play a clip to its end and back. Neither its first nor its last frame is shown twice, so that it loops.</source>
            <translation>把片段播放到末尾再倒回来。首帧和末帧都不重复，因此可以循环。</translation>
        </message>
        <message>
            <source>Play clips one after another, in the order in which they were wired.

All take the size and frame rate of the first: others are fitted to its size, and keep their length.</source>
            <translation>按连接的顺序依次播放片段。

全部取第一个的大小和帧率：其他片段适配其大小，长度不变。</translation>
        </message>
        <message>
            <source>Play up to four sounds at once, each from its own moment and at its own level; for more, mix mixes.

Their levels add up. Of different sample rates and channels, the highest rate and the most channels are taken.</source>
            <translation>同时播放最多四个声音，各有自己的开始时间和音量；要更多，就把混音结果再混合。

音量相加。采样率和声道不同时，取最高的采样率和最多的声道。</translation>
        </message>
        <message>
            <source>Pose</source>
            <translation>姿态</translation>
        </message>
        <message>
            <source>Position</source>
            <translation>位置</translation>
        </message>
        <message>
            <source>Prompt</source>
            <translation>提示词</translation>
        </message>
        <message>
            <source>Radius</source>
            <translation>半径</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>帧率</translation>
        </message>
        <message>
            <source>Reference</source>
            <translation>参考</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>右</translation>
        </message>
        <message>
            <source>Sampling</source>
            <translation>采样</translation>
        </message>
        <message>
            <source>Saturation</source>
            <translation>饱和度</translation>
        </message>
        <message>
            <source>Scale</source>
            <translation>大小</translation>
        </message>
        <message>
            <source>Scene</source>
            <translation>场景</translation>
        </message>
        <message>
            <source>Second</source>
            <translation>第二段</translation>
        </message>
        <message>
            <source>Second gain</source>
            <translation>第二段增益</translation>
        </message>
        <message>
            <source>Second start</source>
            <translation>第二段开始</translation>
        </message>
        <message>
            <source>Seconds</source>
            <translation>时长</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>种子</translation>
        </message>
        <message>
            <source>Shape</source>
            <translation>形状</translation>
        </message>
        <message>
            <source>Shape height</source>
            <translation>形状高度</translation>
        </message>
        <message>
            <source>Shape width</source>
            <translation>形状宽度</translation>
        </message>
        <message>
            <source>Show several clips at once, in the order in which they were wired.

All take the size and frame rate of the first. It lasts as long as the longest; shorter ones rest on their last frame.</source>
            <translation>同时显示多个片段，按连接的顺序排列。

全部取第一个的大小和帧率。总长取最长的一个；较短的停在末帧。</translation>
        </message>
        <message>
            <source>Shows</source>
            <translation>显示</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>尺寸</translation>
        </message>
        <message>
            <source>Soften a clip.</source>
            <translation>柔化片段。</translation>
        </message>
        <message>
            <source>Speed</source>
            <translation>速度</translation>
        </message>
        <message>
            <source>Speed at the end</source>
            <translation>结束时的速度</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>起点</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>去噪步数</translation>
        </message>
        <message>
            <source>Strength</source>
            <translation>强度</translation>
        </message>
        <message>
            <source>Strokes</source>
            <translation>笔触</translation>
        </message>
        <message>
            <source>Style</source>
            <translation>样式</translation>
        </message>
        <message>
            <source>Subtle keeps things where they are, mild and strong follow the text more, anew keeps nothing.</source>
            <translation>轻微：景物留在原处；适中和强烈：更贴近文字；全新：不保留任何内容。</translation>
        </message>
        <message>
            <source>Take</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>任务</translation>
        </message>
        <message>
            <source>Temperature</source>
            <translation>色温</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>文本</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>文字大小</translation>
        </message>
        <message>
            <source>The caption is in words that this model knows.</source>
            <translation>描述用的是这个模型懂得的词语。</translation>
        </message>
        <message>
            <source>The colour behind it, where no clip is wired.</source>
            <translation>未连接片段时的底色。</translation>
        </message>
        <message>
            <source>The duration of the clip.</source>
            <translation>片段的时长。</translation>
        </message>
        <message>
            <source>The earliest moment of its source that is seen or heard.</source>
            <translation>素材中最早看到或听到的时刻。</translation>
        </message>
        <message>
            <source>The edited part's duration. Empty: to the end.</source>
            <translation>编辑部分的时长。留空：直到结尾。</translation>
        </message>
        <message>
            <source>The first picture. Those numbered on from it follow by themselves.</source>
            <translation>第一张图片，其后编号相连的会自动加入。</translation>
        </message>
        <message>
            <source>The model that makes the clip.</source>
            <translation>用来生成片段的模型。</translation>
        </message>
        <message>
            <source>The model that the LoRA was made for, or one with LoRAs by a wire.</source>
            <translation>LoRA 所针对的模型，也可以用连线接入已带 LoRA 的模型。</translation>
        </message>
        <message>
            <source>The moment of the clip over which the mask lies right.</source>
            <translation>蒙版位置正确的那个时刻。</translation>
        </message>
        <message>
            <source>The moment of the clip.</source>
            <translation>片段的哪一刻。</translation>
        </message>
        <message>
            <source>The new frames between; a little more where the model needs it.</source>
            <translation>中间新画面的时长；模型需要时会稍长一些。</translation>
        </message>
        <message>
            <source>The same seed gives the same clip; another one gives a variation.</source>
            <translation>相同的种子得到相同的片段，换一个种子得到不同的变化。</translation>
        </message>
        <message>
            <source>The sound in a file: WAV, MP3, AAC, FLAC, Ogg, Opus, or a video with sound.

Mono, stereo and 5.1 come as they are; sounds of other channels are mixed to stereo.</source>
            <translation>文件中的声音：WAV、MP3、AAC、FLAC、Ogg、Opus，或带声音的视频。

单声道、立体声和 5.1 声道保持原样；其他声道混合为立体声。</translation>
        </message>
        <message>
            <source>The sound of a clip alone, as it is heard with its pictures.</source>
            <translation>单独取出片段的声音，与画面播放时听到的一样。</translation>
        </message>
        <message>
            <source>The speed of each move over time. 1 is calm, a negative speed goes the other way.</source>
            <translation>每种运动随时间的速度。1 是平缓，负数朝相反方向。</translation>
        </message>
        <message>
            <source>The words for it are added to the text.</source>
            <translation>描述这种画风的词语会加到文字后面。</translation>
        </message>
        <message>
            <source>Third</source>
            <translation>第三段</translation>
        </message>
        <message>
            <source>Third gain</source>
            <translation>第三段增益</translation>
        </message>
        <message>
            <source>Third start</source>
            <translation>第三段开始</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Timeline</source>
            <translation>时间线</translation>
        </message>
        <message>
            <source>Tokens</source>
            <translation>词元数</translation>
        </message>
        <message>
            <source>Top</source>
            <translation>上</translation>
        </message>
        <message>
            <source>Transition</source>
            <translation>转场</translation>
        </message>
        <message>
            <source>Turn a clip. Quarter turns change no pixel.</source>
            <translation>旋转片段。旋转 90 度的整数倍不改变任何像素。</translation>
        </message>
        <message>
            <source>Turn one clip into another: over a span in which both move, the model makes one picture of the two.

Outside of the span both stay as they are; the film is shorter than the two by the span. A second clip of another size or frame rate is fitted to the first. Where the model would jump, one simply fades into the other.</source>
            <translation>把一段视频变成另一段：在两段都在动的一段时间里，由模型把它们画成一个画面。

这段时间之外两段都保持原样；影片比两段之和短这么长。第二段的尺寸或帧率不同时，会适配第一段。模型会出现跳变时，就直接由一段渐渐化入另一段。</translation>
        </message>
        <message>
            <source>Turns all colours on the wheel of colours.</source>
            <translation>在色环上旋转所有颜色。</translation>
        </message>
        <message>
            <source>Up and down</source>
            <translation>上下</translation>
        </message>
        <message>
            <source>Warmer above 0, colder below. Grey keeps its brightness.</source>
            <translation>大于 0 偏暖，小于 0 偏冷。灰色的亮度不变。</translation>
        </message>
        <message>
            <source>Way</source>
            <translation>方式</translation>
        </message>
        <message>
            <source>What is seen between two frames: the nearer one, a blend of both, or things on their way.</source>
            <translation>两帧之间显示什么：较近的一帧、两者的混合，或运动到途中的画面。</translation>
        </message>
        <message>
            <source>What is seen from which moment on. The spacing of the cards is the pacing.</source>
            <translation>从哪一刻起看到什么。卡片的间距就是节奏。</translation>
        </message>
        <message>
            <source>What is seen of the source stays, and the length changes, as far as there is room.</source>
            <translation>看到的素材不变，长度在空位允许的范围内改变。</translation>
        </message>
        <message>
            <source>What is to be read, in English or Chinese</source>
            <translation>要显示的文字，中文或英文</translation>
        </message>
        <message>
            <source>What is written here is used in place of the caption.</source>
            <translation>这里写的内容会代替扩写的描述。</translation>
        </message>
        <message>
            <source>What is written here is used in place of what the model wrote.</source>
            <translation>此处填写的内容将代替模型写的内容。</translation>
        </message>
        <message>
            <source>What its colours do to those beneath.</source>
            <translation>它的颜色如何作用于下层。</translation>
        </message>
        <message>
            <source>What should not be seen</source>
            <translation>不希望出现的内容</translation>
        </message>
        <message>
            <source>What the clip sounds like is heard as well.</source>
            <translation>片段原来的声音也能听到。</translation>
        </message>
        <message>
            <source>What the model is to do with the text.</source>
            <translation>要模型对文本做什么。</translation>
        </message>
        <message>
            <source>When it appears.</source>
            <translation>何时出现。</translation>
        </message>
        <message>
            <source>When it begins. Below 0 its start is cut off.</source>
            <translation>何时开始。小于 0 时截掉开头。</translation>
        </message>
        <message>
            <source>When lost</source>
            <translation>丢失时</translation>
        </message>
        <message>
            <source>Where a clip is wired, its size counts instead.</source>
            <translation>连接了片段时，以片段的大小为准。</translation>
        </message>
        <message>
            <source>Where a wipe, slide or push moves to: 0 right, 90 down, 180 left, 270 up.</source>
            <translation>擦除、滑入或推移的方向：0 向右，90 向下，180 向左，270 向上。</translation>
        </message>
        <message>
            <source>Where its middle is: 0 is the left edge, 100 the right.</source>
            <translation>中心的位置：0 为左边缘，100 为右边缘。</translation>
        </message>
        <message>
            <source>Where its middle is: 0 is the upper edge, 100 the lower.</source>
            <translation>中心的位置：0 为上边缘，100 为下边缘。</translation>
        </message>
        <message>
            <source>Where the clip lies in it: 0 at the left or top, 1 at the right or bottom.</source>
            <translation>视频在新画面中的位置：0 为左侧或顶部，1 为右侧或底部。</translation>
        </message>
        <message>
            <source>Where the edited part begins.</source>
            <translation>编辑部分从哪里开始。</translation>
        </message>
        <message>
            <source>Where there is some freedom, another seed writes another text.</source>
            <translation>有自由度时，换一个种子会写出另一段文本。</translation>
        </message>
        <message>
            <source>Whether the mask only goes along, or turns and changes its size as well.</source>
            <translation>蒙版只随之移动，还是也随之旋转和改变大小。</translation>
        </message>
        <message>
            <source>Whether the move gets going gently, comes to rest gently, or both.</source>
            <translation>运镜是缓缓开始、缓缓停下，还是两者都要。</translation>
        </message>
        <message>
            <source>White where the brush was. Erasing takes away again.</source>
            <translation>画笔经过之处为白色。橡皮擦会再擦去。</translation>
        </message>
        <message>
            <source>Width</source>
            <translation>宽度</translation>
        </message>
        <message>
            <source>Width to height of the new picture.</source>
            <translation>新画面的宽高比。</translation>
        </message>
        <message>
            <source>Wipe: where the line between the clips is.</source>
            <translation>划像：两个片段之间的线在哪里。</translation>
        </message>
        <message>
            <source>With config.json, a tokenizer and weights as .safetensors.</source>
            <translation>其中有 config.json、分词器和 .safetensors 权重。</translation>
        </message>
        <message>
            <source>Write a title over a clip, or on a plain colour where no clip is wired.

Long lines are broken. Without a clip it lasts for the seconds, or for 3, at 24 frames a second.</source>
            <translation>在片段上写标题；未连接片段时写在纯色上。

过长的行会自动换行。没有片段时，时长为所设秒数，未设则为 3 秒，每秒 24 帧。</translation>
        </message>
        <message>
            <source>dB</source>
            <translation>dB</translation>
        </message>
        <message>
            <source>fps</source>
            <translation>帧/秒</translation>
        </message>
        <message>
            <source>frames</source>
            <translation>帧</translation>
        </message>
        <message>
            <source>px</source>
            <translation>px</translation>
        </message>
        <message>
            <source>s</source>
            <translation>秒</translation>
        </message>
        <message>
            <source>x</source>
            <translation>倍</translation>
        </message>
        <message>
            <source>°</source>
            <translation>°</translation>
        </message>
    </context>
    <context>
        <name>outline</name>
        <message>
            <source>{kind}, fed by {names}</source>
            <translation>{kind}，输入来自{names}</translation>
        </message>
    </context>
    <context>
        <name>progress</name>
        <message>
            <source>Cancelling…</source>
            <translation>正在取消…</translation>
        </message>
        <message>
            <source>Finishing a deleted node…</source>
            <translation>正在完成已删除的节点…</translation>
        </message>
        <message>
            <source>Getting ready to run…</source>
            <translation>正在准备运行…</translation>
        </message>
        <message>
            <source>Writing the film: frame {done} of {total}</source>
            <translation>正在写入影片：第 {done}/{total} 帧</translation>
        </message>
        <message>
            <source>running</source>
            <translation>运行中</translation>
        </message>
    </context>
    <context>
        <name>remarks</name>
        <message>
            <source>All graphics cards compute each clip together: frames differ a little.</source>
            <translation>所有显卡共同计算每个片段：画面会略有不同。</translation>
        </message>
        <message>
            <source>All networks stay in memory and run on the processor: {needed} of {memory}.</source>
            <translation>所有网络都留在内存中，在处理器上运行：占用 {memory} 中的 {needed}。</translation>
        </message>
        <message>
            <source>All networks stay in memory, where the graphics of this machine work: {needed} of {memory}.</source>
            <translation>所有网络都留在内存中，本机的图形处理器就在其中工作：占用 {memory} 中的 {needed}。</translation>
        </message>
        <message>
            <source>All networks stay on {card}: {needed} of {graphics}.</source>
            <translation>所有网络都留在 {card} 上：占用 {graphics} 中的 {needed}。</translation>
        </message>
        <message>
            <source>Attention is computed by {attention}: frames differ a little.</source>
            <translation>注意力由 {attention} 计算：画面略有不同。</translation>
        </message>
        <message>
            <source>Computes every fifth step, and foresees those between. Motion and detail come out otherwise.</source>
            <translation>每五步计算一次，其间的步骤由推算得出。运动和细节会有不同。</translation>
        </message>
        <message>
            <source>Computes every third step, and foresees those between. Motion may come out a little otherwise.</source>
            <translation>每三步计算一次，其间的步骤由推算得出。运动可能略有不同。</translation>
        </message>
        <message>
            <source>Each network waits in memory and comes to {card} when it works, as was chosen. That costs seconds a clip.</source>
            <translation>按照所作的选择，各网络在内存中等待，工作时才移到 {card}。每个片段会多花几秒。</translation>
        </message>
        <message>
            <source>Each network waits in memory and comes to {card} when it works, since together they take {needed} of {graphics}. That costs seconds a clip.</source>
            <translation>各个网络在内存中等待，工作时才移到 {card}，因为它们合计需要 {needed}，而显存为 {graphics}。每段视频多花几秒。</translation>
        </message>
        <message>
            <source>Frames are coded and decoded in tiles, which needs less memory: edges of tiles may show.</source>
            <translation>画面分块编码和解码，所需内存更少：可能看得出块的边缘。</translation>
        </message>
        <message>
            <source>It computes in 16 bits (bfloat16).</source>
            <translation>以 16 位（bfloat16）计算。</translation>
        </message>
        <message>
            <source>It computes in 16 bits (float16).</source>
            <translation>以 16 位（float16）计算。</translation>
        </message>
        <message>
            <source>It computes in 32 bits.</source>
            <translation>以 32 位计算。</translation>
        </message>
        <message>
            <source>Its blocks are compiled, for which the first clip waits: frames differ a little.</source>
            <translation>其模块会被编译，第一段视频需为此等待：画面略有不同。</translation>
        </message>
        <message>
            <source>Its weights take {needed}, and the largest network {largest}, of {memory} of memory.</source>
            <translation>其权重需要 {needed}，最大的网络需要 {largest}，而内存为 {memory}。</translation>
        </message>
        <message>
            <source>Leaves out a step where the first block changes by less than 15 %. Detail and fast motion may suffer.</source>
            <translation>首个模块变化小于 15 % 时略过该步。细节和快速运动可能受损。</translation>
        </message>
        <message>
            <source>Leaves out a step where the first block changes by less than 6 %. Small differences in fine detail.</source>
            <translation>首个模块变化小于 6 % 时略过该步。细微之处略有差异。</translation>
        </message>
        <message>
            <source>Leaves out up to 2 steps in a row, after the first fifth, where little was measured to change. Small differences in fine detail.</source>
            <translation>在前五分之一之后，测得变化很小时连续略过最多 2 步。细微之处略有差异。</translation>
        </message>
        <message>
            <source>Leaves out up to 4 steps in a row, after the first fifth, where little was measured to change. Detail and fast motion may suffer.</source>
            <translation>在前五分之一之后，测得变化很小时连续略过最多 4 步。细节和快速运动可能受损。</translation>
        </message>
        <message>
            <source>Networks wait in memory, and their blocks come to {card} one after the other, as was chosen. That makes every step slower.</source>
            <translation>按照所作的选择，网络在内存中等待，其各块依次移到 {card}。每一步都会变慢。</translation>
        </message>
        <message>
            <source>Networks wait in memory, and their blocks come to {card} one after the other, since the largest network takes {largest} of {graphics}. That makes every step slower.</source>
            <translation>网络在内存中等待，各个模块依次移到 {card}，因为最大的网络需要 {largest}，而显存为 {graphics}。每一步都会变慢。</translation>
        </message>
        <message>
            <source>Networks wait on the disk, and their blocks are read when they work, as was chosen. That makes every step much slower.</source>
            <translation>按照所作的选择，网络在磁盘上等待，其各块在工作时读取。每一步都会慢很多。</translation>
        </message>
        <message>
            <source>Networks wait on the disk, and their blocks are read when they work, since together they take {needed} and there are {memory} of memory. That makes every step much slower.</source>
            <translation>网络在磁盘上等待，各个模块工作时才读取，因为它们合计需要 {needed}，而内存为 {memory}。每一步都会慢得多。</translation>
        </message>
        <message>
            <source>Only {free} of memory are free now: other programs may have to be closed.</source>
            <translation>目前只有 {free} 可用内存：可能需要关闭其他程序。</translation>
        </message>
        <message>
            <source>The weights that denoise have 4 bits (nf4): frames are others, and less good.</source>
            <translation>去噪网络的权重为 4 位（nf4）：画面会不同，质量较差。</translation>
        </message>
        <message>
            <source>The weights that denoise have 8 bits (int8): frames are others, nearly as good.</source>
            <translation>去噪网络的权重为 8 位（int8）：画面会不同，质量相近。</translation>
        </message>
        <message>
            <source>The weights that denoise wait in 8 bits (float8): frames are others, nearly as good.</source>
            <translation>去噪网络的权重以 8 位（float8）存放：画面会不同，质量相近。</translation>
        </message>
        <message>
            <source>This machine does not tell its memory, or the model its size.</source>
            <translation>本机未给出内存大小，或模型未给出自身大小。</translation>
        </message>
    </context>
    <context>
        <name>running</name>
        <message>
            <source>16 bits (bfloat16)</source>
            <translation>16 位（bfloat16）</translation>
        </message>
        <message>
            <source>16 bits (float16)</source>
            <translation>16 位（float16）</translation>
        </message>
        <message>
            <source>32 bits</source>
            <translation>32 位</translation>
        </message>
        <message>
            <source>4 bits (nf4)</source>
            <translation>4 位（nf4）</translation>
        </message>
        <message>
            <source>8 bits (float8)</source>
            <translation>8 位（float8）</translation>
        </message>
        <message>
            <source>8 bits (int8)</source>
            <translation>8 位（int8）</translation>
        </message>
        <message>
            <source>Attention</source>
            <translation>注意力</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>自动</translation>
        </message>
        <message>
            <source>Compiled</source>
            <translation>编译</translation>
        </message>
        <message>
            <source>Graphics cards</source>
            <translation>显卡</translation>
        </message>
        <message>
            <source>MagCache, light</source>
            <translation>MagCache，轻度</translation>
        </message>
        <message>
            <source>MagCache, strong</source>
            <translation>MagCache，强力</translation>
        </message>
        <message>
            <source>Networks wait</source>
            <translation>网络等待位置</translation>
        </message>
        <message>
            <source>Precision</source>
            <translation>精度</translation>
        </message>
        <message>
            <source>Step cache</source>
            <translation>步骤缓存</translation>
        </message>
        <message>
            <source>TaylorSeer, light</source>
            <translation>TaylorSeer，轻度</translation>
        </message>
        <message>
            <source>TaylorSeer, strong</source>
            <translation>TaylorSeer，强力</translation>
        </message>
        <message>
            <source>Tiles</source>
            <translation>分块</translation>
        </message>
        <message>
            <source>Weights</source>
            <translation>权重</translation>
        </message>
        <message>
            <source>all together</source>
            <translation>全部一起</translation>
        </message>
        <message>
            <source>as they are</source>
            <translation>保持原样</translation>
        </message>
        <message>
            <source>as torch does it</source>
            <translation>由 torch 计算</translation>
        </message>
        <message>
            <source>first block, light</source>
            <translation>首个模块，轻度</translation>
        </message>
        <message>
            <source>first block, strong</source>
            <translation>首个模块，强力</translation>
        </message>
        <message>
            <source>in memory, in blocks</source>
            <translation>在内存中，分模块</translation>
        </message>
        <message>
            <source>in memory, whole</source>
            <translation>在内存中，整体</translation>
        </message>
        <message>
            <source>nowhere</source>
            <translation>不等待</translation>
        </message>
        <message>
            <source>off</source>
            <translation>关</translation>
        </message>
        <message>
            <source>on</source>
            <translation>开</translation>
        </message>
        <message>
            <source>on the disk, in blocks</source>
            <translation>在磁盘上，分模块</translation>
        </message>
    </context>
    <context>
        <name>runs</name>
        <message>
            <source>Asked for at {time}</source>
            <translation>提交于 {time}</translation>
        </message>
        <message>
            <source>Export {file}</source>
            <translation>导出 {file}</translation>
        </message>
        <message>
            <source>Export {file}: {preset}</source>
            <translation>导出 {file}：{preset}</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>about {time}</source>
            <translation>约 {time}</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>已取消</translation>
        </message>
        <message>
            <source>cancelling</source>
            <translation>正在取消</translation>
        </message>
        <message>
            <source>done in {time}</source>
            <translation>已完成，用时 {time}</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>failed: {reason}</source>
            <translation>失败：{reason}</translation>
        </message>
        <message>
            <source>frame {done} of {total}</source>
            <translation>第 {done}/{total} 帧</translation>
        </message>
        <message>
            <source>getting ready</source>
            <translation>正在准备</translation>
        </message>
        <message>
            <source>less than a second</source>
            <translation>不到 1 秒</translation>
        </message>
        <message>
            <source>more than {time}</source>
            <translation>{time}以上</translation>
        </message>
        <message>
            <source>running</source>
            <translation>运行中</translation>
        </message>
        <message>
            <source>waiting</source>
            <translation>等待中</translation>
        </message>
        <message>
            <source>{done} of {count} done</source>
            <translation>已完成 {done}/{count}</translation>
        </message>
        <message>
            <source>{names} and {count} more</source>
            <translation>{names} 和另外 {count} 个</translation>
        </message>
        <message>
            <source>{node}: variants ({count})</source>
            <translation>{node}：{count} 个变体</translation>
        </message>
        <message>
            <source>{project} - {run}</source>
            <translation>{project} - {run}</translation>
        </message>
    </context>
    <context>
        <name>runs_left</name>
        <message>
            <source>1 run is not over.</source>
            <translation>有 1 个运行尚未完成。</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <source>Soraapp offers to go on the next time, and does nothing twice.</source>
            <translation>下次启动时 Soraapp 会提供继续，已完成的部分不会重做。</translation>
        </message>
        <message>
            <source>Stay</source>
            <translation>留下</translation>
        </message>
        <message>
            <source>{count} runs are not over.</source>
            <translation>有 {count} 个运行尚未完成。</translation>
        </message>
    </context>
    <context>
        <name>scopes</name>
        <message>
            <source>Histogram</source>
            <translation>直方图</translation>
        </message>
        <message>
            <source>RGB parade</source>
            <translation>RGB 分列</translation>
        </message>
        <message>
            <source>Vectorscope</source>
            <translation>矢量示波器</translation>
        </message>
        <message>
            <source>Waveform</source>
            <translation>波形</translation>
        </message>
    </context>
    <context>
        <name>takes</name>
        <message>
            <source>All side by side</source>
            <translation>全部并排</translation>
        </message>
        <message>
            <source>Choose a node that makes something to see its takes</source>
            <translation>选择一个生成内容的节点以查看其版本</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>比较</translation>
        </message>
        <message>
            <source>Compare with the latest other</source>
            <translation>与另一个最近的版本比较</translation>
        </message>
        <message>
            <source>Compare with the pinned take</source>
            <translation>与固定的版本比较</translation>
        </message>
        <message>
            <source>Delete take</source>
            <translation>删除版本</translation>
        </message>
        <message>
            <source>Delete {count} takes</source>
            <translation>删除 {count} 个版本</translation>
        </message>
        <message>
            <source>Every result of this node will be kept here as a take</source>
            <translation>此节点的每个结果都会作为版本保留在这里</translation>
        </message>
        <message>
            <source>Made at {time}</source>
            <translation>生成于 {time}</translation>
        </message>
        <message>
            <source>Made at {time} in {duration}</source>
            <translation>生成于 {time}，用时 {duration}</translation>
        </message>
        <message>
            <source>Made with the values as they are</source>
            <translation>以当前的值生成</translation>
        </message>
        <message>
            <source>No longer stored: choose "Use these values", then run</source>
            <translation>已不再保存：请选择“使用这些取值”，然后运行</translation>
        </message>
        <message>
            <source>No stars</source>
            <translation>无星级</translation>
        </message>
        <message>
            <source>Pin: use this take</source>
            <translation>固定：使用此版本</translation>
        </message>
        <message>
            <source>Pinned: used whatever the values say</source>
            <translation>已固定：无论值如何都使用</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>评级</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>重命名</translation>
        </message>
        <message>
            <source>Take {number}</source>
            <translation>版本 {number}</translation>
        </message>
        <message>
            <source>Unpin</source>
            <translation>取消固定</translation>
        </message>
        <message>
            <source>Use these values</source>
            <translation>使用这些取值</translation>
        </message>
        <message>
            <source>Variants…</source>
            <translation>变体…</translation>
        </message>
        <message>
            <source>{node} keeps no takes itself: enter it, and choose a node that does</source>
            <translation>{node} 自身不保留版本：请进入它，再选择会保留版本的节点</translation>
        </message>
        <message>
            <source>{node} keeps no takes: it is made anew at once</source>
            <translation>{node} 不保留版本：它会立即重新生成</translation>
        </message>
        <message>
            <source>{value} (now {other})</source>
            <translation>{value}（现为 {other}）</translation>
        </message>
    </context>
    <context>
        <name>themes</name>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>高对比度</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
    </context>
    <context>
        <name>timeline</name>
        <message>
            <source>Add a track above</source>
            <translation>在上方添加轨道</translation>
        </message>
        <message>
            <source>Add a track below</source>
            <translation>在下方添加轨道</translation>
        </message>
        <message>
            <source>Close the gap</source>
            <translation>闭合空隙</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>颜色</translation>
        </message>
        <message>
            <source>Drag a node, a file or a result here</source>
            <translation>将节点、文件或结果拖到这里</translation>
        </message>
        <message>
            <source>Edit the marker…</source>
            <translation>编辑标记…</translation>
        </message>
        <message>
            <source>Fill the gap</source>
            <translation>填补空隙</translation>
        </message>
        <message>
            <source>Move the track down</source>
            <translation>下移轨道</translation>
        </message>
        <message>
            <source>Move the track up</source>
            <translation>上移轨道</translation>
        </message>
        <message>
            <source>Remove the marker</source>
            <translation>移除标记</translation>
        </message>
        <message>
            <source>Remove the track</source>
            <translation>移除轨道</translation>
        </message>
        <message>
            <source>Remove the transition</source>
            <translation>移除转场</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>重命名</translation>
        </message>
        <message>
            <source>Shot</source>
            <translation>镜头</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>Transition from the item before</source>
            <translation>与前一片段的转场</translation>
        </message>
        <message>
            <source>What stands here in a row is the film of the project.</source>
            <translation>依次排在这里的内容就是项目的影片。</translation>
        </message>
        <message>
            <source>Words of the title</source>
            <translation>字幕文字</translation>
        </message>
        <message>
            <source>copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>deleted node</source>
            <translation>已删除的节点</translation>
        </message>
        <message>
            <source>deleted timeline</source>
            <translation>已删除的时间线</translation>
        </message>
        <message>
            <source>extend by {time}</source>
            <translation>延长 {time}</translation>
        </message>
        <message>
            <source>fades in over {time}</source>
            <translation>淡入 {time}</translation>
        </message>
        <message>
            <source>fades out over {time}</source>
            <translation>淡出 {time}</translation>
        </message>
        <message>
            <source>insert</source>
            <translation>插入</translation>
        </message>
        <message>
            <source>lost take</source>
            <translation>版本已丢失</translation>
        </message>
        <message>
            <source>make it</source>
            <translation>生成</translation>
        </message>
        <message>
            <source>new track</source>
            <translation>新轨道</translation>
        </message>
        <message>
            <source>not made yet</source>
            <translation>尚未生成</translation>
        </message>
        <message>
            <source>off: neither seen nor heard</source>
            <translation>已关闭：不显示也不发声</translation>
        </message>
        <message>
            <source>running {percent} %</source>
            <translation>运行中 {percent}%</translation>
        </message>
        <message>
            <source>take {number}</source>
            <translation>版本 {number}</translation>
        </message>
        <message>
            <source>{count} frames past the end of its source</source>
            <translation>超出来源末尾 {count} 帧</translation>
        </message>
        <message>
            <source>{count} items on {tracks} tracks</source>
            <translation>{tracks} 条轨道上有 {count} 个片段</translation>
        </message>
        <message>
            <source>{count} items selected</source>
            <translation>已选择 {count} 个片段</translation>
        </message>
        <message>
            <source>{first} to {last}, {count} frames</source>
            <translation>{first} 至 {last}，{count} 帧</translation>
        </message>
        <message>
            <source>{style}, {count} frames</source>
            <translation>{style}，{count} 帧</translation>
        </message>
    </context>
    <context>
        <name>titles</name>
        <message>
            <source>Adjust colour</source>
            <translation>调整颜色</translation>
        </message>
        <message>
            <source>Animate character</source>
            <translation>角色动画</translation>
        </message>
        <message>
            <source>Astronaut</source>
            <translation>宇航员</translation>
        </message>
        <message>
            <source>Badge</source>
            <translation>徽标</translation>
        </message>
        <message>
            <source>Blend</source>
            <translation>混合</translation>
        </message>
        <message>
            <source>Blur</source>
            <translation>模糊</translation>
        </message>
        <message>
            <source>Bubbles</source>
            <translation>气泡</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>镜头</translation>
        </message>
        <message>
            <source>Camera on a still</source>
            <translation>静图运镜</translation>
        </message>
        <message>
            <source>Change speed</source>
            <translation>变速</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>比较</translation>
        </message>
        <message>
            <source>Concatenate</source>
            <translation>拼接</translation>
        </message>
        <message>
            <source>Connect</source>
            <translation>连接</translation>
        </message>
        <message>
            <source>Crop</source>
            <translation>裁剪</translation>
        </message>
        <message>
            <source>Dot</source>
            <translation>转接点</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>编辑</translation>
        </message>
        <message>
            <source>Edit image</source>
            <translation>编辑图片</translation>
        </message>
        <message>
            <source>Expand prompt</source>
            <translation>扩写提示词</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>Export image</source>
            <translation>导出图片</translation>
        </message>
        <message>
            <source>Export image sequence</source>
            <translation>导出图片序列</translation>
        </message>
        <message>
            <source>Extend</source>
            <translation>延长</translation>
        </message>
        <message>
            <source>Fade</source>
            <translation>淡入淡出</translation>
        </message>
        <message>
            <source>Film</source>
            <translation>影片</translation>
        </message>
        <message>
            <source>First</source>
            <translation>第一段</translation>
        </message>
        <message>
            <source>Fish</source>
            <translation>鱼</translation>
        </message>
        <message>
            <source>Fit</source>
            <translation>适合</translation>
        </message>
        <message>
            <source>Flip</source>
            <translation>镜像</translation>
        </message>
        <message>
            <source>Frame rate</source>
            <translation>帧率</translation>
        </message>
        <message>
            <source>Frames</source>
            <translation>帧</translation>
        </message>
        <message>
            <source>Freeze</source>
            <translation>定格</translation>
        </message>
        <message>
            <source>Gain</source>
            <translation>增益</translation>
        </message>
        <message>
            <source>Grain</source>
            <translation>颗粒</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>组</translation>
        </message>
        <message>
            <source>Image sequence</source>
            <translation>图片序列</translation>
        </message>
        <message>
            <source>Image to video</source>
            <translation>图生视频</translation>
        </message>
        <message>
            <source>Inpaint</source>
            <translation>局部重绘</translation>
        </message>
        <message>
            <source>Inpaint image</source>
            <translation>局部重绘图片</translation>
        </message>
        <message>
            <source>Inputs</source>
            <translation>输入</translation>
        </message>
        <message>
            <source>Language model</source>
            <translation>语言模型</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>更晚</translation>
        </message>
        <message>
            <source>LoRA</source>
            <translation>LoRA</translation>
        </message>
        <message>
            <source>Load audio</source>
            <translation>加载音频</translation>
        </message>
        <message>
            <source>Load image</source>
            <translation>加载图片</translation>
        </message>
        <message>
            <source>Load video</source>
            <translation>加载视频</translation>
        </message>
        <message>
            <source>Loop</source>
            <translation>循环</translation>
        </message>
        <message>
            <source>Mark</source>
            <translation>水印</translation>
        </message>
        <message>
            <source>Mask shape</source>
            <translation>蒙版形状</translation>
        </message>
        <message>
            <source>Match colour</source>
            <translation>匹配颜色</translation>
        </message>
        <message>
            <source>Mix</source>
            <translation>混音</translation>
        </message>
        <message>
            <source>Offset audio</source>
            <translation>音频偏移</translation>
        </message>
        <message>
            <source>Outputs</source>
            <translation>输出</translation>
        </message>
        <message>
            <source>Overlay</source>
            <translation>叠加</translation>
        </message>
        <message>
            <source>Paint mask</source>
            <translation>手绘蒙版</translation>
        </message>
        <message>
            <source>Pick frame</source>
            <translation>取一帧</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Ping pong</source>
            <translation>往返播放</translation>
        </message>
        <message>
            <source>Prompt</source>
            <translation>提示词</translation>
        </message>
        <message>
            <source>Refine</source>
            <translation>精绘放大</translation>
        </message>
        <message>
            <source>Reframe</source>
            <translation>改变画幅</translation>
        </message>
        <message>
            <source>Repeat</source>
            <translation>重复</translation>
        </message>
        <message>
            <source>Replace sound</source>
            <translation>替换声音</translation>
        </message>
        <message>
            <source>Resize</source>
            <translation>缩放</translation>
        </message>
        <message>
            <source>Retake</source>
            <translation>重拍</translation>
        </message>
        <message>
            <source>Reverse</source>
            <translation>倒放</translation>
        </message>
        <message>
            <source>Rotate</source>
            <translation>旋转</translation>
        </message>
        <message>
            <source>Second</source>
            <translation>第二段</translation>
        </message>
        <message>
            <source>Second round</source>
            <translation>第二遍</translation>
        </message>
        <message>
            <source>Sharpen</source>
            <translation>锐化</translation>
        </message>
        <message>
            <source>Side by side</source>
            <translation>并排</translation>
        </message>
        <message>
            <source>Softer</source>
            <translation>更轻</translation>
        </message>
        <message>
            <source>Sound of a clip</source>
            <translation>片段的声音</translation>
        </message>
        <message>
            <source>Split</source>
            <translation>分割</translation>
        </message>
        <message>
            <source>Still</source>
            <translation>静帧</translation>
        </message>
        <message>
            <source>Still edited</source>
            <translation>编辑后的静帧</translation>
        </message>
        <message>
            <source>Still painted</source>
            <translation>重绘后的静帧</translation>
        </message>
        <message>
            <source>Storyboard</source>
            <translation>分镜</translation>
        </message>
        <message>
            <source>Style</source>
            <translation>样式</translation>
        </message>
        <message>
            <source>Text to image</source>
            <translation>文生图</translation>
        </message>
        <message>
            <source>Text to video</source>
            <translation>文生视频</translation>
        </message>
        <message>
            <source>Text to video 2</source>
            <translation>文生视频 2</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>Track mask</source>
            <translation>跟踪蒙版</translation>
        </message>
        <message>
            <source>Transition</source>
            <translation>转场</translation>
        </message>
        <message>
            <source>Trim</source>
            <translation>截取</translation>
        </message>
        <message>
            <source>Trim audio</source>
            <translation>截取音频</translation>
        </message>
        <message>
            <source>Tune</source>
            <translation>曲调</translation>
        </message>
        <message>
            <source>Viewer</source>
            <translation>查看器</translation>
        </message>
        <message>
            <source>With its echo</source>
            <translation>带回声</translation>
        </message>
        <message>
            <source>With the tune</source>
            <translation>配上音乐</translation>
        </message>
    </context>
    <context>
        <name>unsaved</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>不保存</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Save the changes to {name}?</source>
            <translation>要保存对 {name} 的更改吗？</translation>
        </message>
        <message>
            <source>They are lost if you do not save them.</source>
            <translation>如果不保存，这些更改将会丢失。</translation>
        </message>
        <message>
            <source>Unsaved work</source>
            <translation>未保存的更改</translation>
        </message>
    </context>
    <context>
        <name>variants</name>
        <message>
            <source>From</source>
            <translation>素材起点</translation>
        </message>
        <message>
            <source>How many</source>
            <translation>数量</translation>
        </message>
        <message>
            <source>One text a line</source>
            <translation>每行一条文本</translation>
        </message>
        <message>
            <source>Random seeds</source>
            <translation>随机种子</translation>
        </message>
        <message>
            <source>Values</source>
            <translation>取值</translation>
        </message>
        <message>
            <source>Values, such as 4, 8, 12</source>
            <translation>取值，例如 4, 8, 12</translation>
        </message>
        <message>
            <source>off</source>
            <translation>关</translation>
        </message>
        <message>
            <source>on</source>
            <translation>开</translation>
        </message>
        <message>
            <source>to</source>
            <translation>到</translation>
        </message>
    </context>
    <context>
        <name>wiring</name>
        <message>
            <source>Saved {file}</source>
            <translation>已保存 {file}</translation>
        </message>
        <message>
            <source>{model} is here</source>
            <translation>{model} 已下载</translation>
        </message>
    </context>
</TS>
