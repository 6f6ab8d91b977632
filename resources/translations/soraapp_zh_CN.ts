<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
        <name>ExportDialog</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
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
            <source>Export</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>Export a film</source>
            <translation>导出影片</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Films</source>
            <translation>影片</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>在文件夹中显示</translation>
        </message>
        <message>
            <source>Where to write the film</source>
            <translation>影片的保存位置</translation>
        </message>
        <message>
            <source>{file} exists and will be replaced.</source>
            <translation>{file} 已存在，将被替换。</translation>
        </message>
        <message>
            <source>{file} is ready.</source>
            <translation>{file} 已导出。</translation>
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
            <source>Pictures</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Videos</source>
            <translation>视频</translation>
        </message>
    </context>
    <context>
        <name>Header</name>
        <message>
            <source>This program does not know this kind of node. What it holds is kept.</source>
            <translation>本程序不认识这种节点，它的内容会原样保留。</translation>
        </message>
        <message>
            <source>less</source>
            <translation>收起</translation>
        </message>
        <message>
            <source>more</source>
            <translation>详情</translation>
        </message>
    </context>
    <context>
        <name>InputRow</name>
        <message>
            <source>Copy value</source>
            <translation>复制参数值</translation>
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
            <source>Reset {name}</source>
            <translation>重置{name}</translation>
        </message>
    </context>
    <context>
        <name>Inspector</name>
        <message>
            <source>Nothing is selected.
Click a node to set its values,
or press Tab on the canvas to add one.</source>
            <translation>未选择任何节点。
单击一个节点来设置参数，
或在画布上按 Tab 添加节点。</translation>
        </message>
        <message>
            <source>{count} nodes are selected.
Select one of them to see its values.</source>
            <translation>已选择 {count} 个节点。
只选一个即可查看它的参数。</translation>
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
            <source>No node is called that</source>
            <translation>没有这样的节点</translation>
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
        <name>MainWindow</name>
        <message>
            <source>A run is under way: wait for its end, or cancel it.</source>
            <translation>正在运行：请等它结束，或先取消。</translation>
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
            <source>Preview</source>
            <translation>预览</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>重做</translation>
        </message>
        <message>
            <source>Redo {step}</source>
            <translation>重做：{step}</translation>
        </message>
        <message>
            <source>Saved {file}</source>
            <translation>已保存 {file}</translation>
        </message>
        <message>
            <source>There is no node that gives a clip.</source>
            <translation>没有输出片段的节点。</translation>
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
        <name>Preview</name>
        <message>
            <source>Nothing to show yet: press Run</source>
            <translation>还没有可预览的内容：请点“运行”</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>预览</translation>
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
            <source>{size} · {count} frames · {rate} fps</source>
            <translation>{size} · {count} 帧 · {rate} fps</translation>
        </message>
    </context>
    <context>
        <name>Problems</name>
        <message>
            <source>No problems: everything is ready to run</source>
            <translation>没有问题，一切就绪，可以运行</translation>
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
            <source>{file} is ready.</source>
            <translation>{file} 已导出。</translation>
        </message>
    </context>
    <context>
        <name>SeedField</name>
        <message>
            <source>Another random seed</source>
            <translation>换一个随机种子</translation>
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
            <source>No problems</source>
            <translation>没有问题</translation>
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
            <source>{count} problems</source>
            <translation>{count} 个问题</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>There is unsaved work</source>
            <translation>有未保存的更改</translation>
        </message>
    </context>
    <context>
        <name>Transport</name>
        <message>
            <source>Fit to the view, or one pixel to one (double-click)</source>
            <translation>适合窗口 / 实际像素 1:1（双击）</translation>
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
            <source>Press Run to see the film, or choose a node</source>
            <translation>点“运行”查看影片，或选择一个节点</translation>
        </message>
        <message>
            <source>{node} is getting ready…</source>
            <translation>{node} 正在准备…</translation>
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
        <name>_Name</name>
        <message>
            <source>Click to rename</source>
            <translation>单击可重命名</translation>
        </message>
        <message>
            <source>Name of the node</source>
            <translation>节点名称</translation>
        </message>
    </context>
    <context>
        <name>_PathLine</name>
        <message>
            <source>Choose a file</source>
            <translation>选择文件</translation>
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
        <name>actions</name>
        <message>
            <source>About Soraapp</source>
            <translation>关于 Soraapp</translation>
        </message>
        <message>
            <source>Add node…</source>
            <translation>添加节点…</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
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
            <source>Dark / light theme</source>
            <translation>深色/浅色主题</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>Duplicate</source>
            <translation>创建副本</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>编辑</translation>
        </message>
        <message>
            <source>Export film…</source>
            <translation>导出影片…</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>全屏</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>帮助</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>键盘快捷键</translation>
        </message>
        <message>
            <source>New</source>
            <translation>新建</translation>
        </message>
        <message>
            <source>Node</source>
            <translation>节点</translation>
        </message>
        <message>
            <source>Open the example</source>
            <translation>打开示例</translation>
        </message>
        <message>
            <source>Open…</source>
            <translation>打开…</translation>
        </message>
        <message>
            <source>Paste</source>
            <translation>粘贴</translation>
        </message>
        <message>
            <source>Play or pause</source>
            <translation>播放/暂停</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>重做</translation>
        </message>
        <message>
            <source>Restore the layout</source>
            <translation>恢复默认布局</translation>
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
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Save as…</source>
            <translation>另存为…</translation>
        </message>
        <message>
            <source>Select all</source>
            <translation>全选</translation>
        </message>
        <message>
            <source>Show all</source>
            <translation>显示全部</translation>
        </message>
        <message>
            <source>Show the selection</source>
            <translation>显示所选</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>View</source>
            <translation>视图</translation>
        </message>
    </context>
    <context>
        <name>canvas</name>
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
            <source>Duplicate</source>
            <translation>创建副本</translation>
        </message>
        <message>
            <source>Its values and wires are kept.</source>
            <translation>它的参数和连线会原样保留。</translation>
        </message>
        <message>
            <source>No node is called “{query}”.</source>
            <translation>没有名为“{query}”的节点。</translation>
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
            <source>Nodes found</source>
            <translation>找到的节点</translation>
        </message>
        <message>
            <source>Nothing here yet</source>
            <translation>画布还是空的</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>重命名</translation>
        </message>
        <message>
            <source>Run to here</source>
            <translation>运行到此处</translation>
        </message>
        <message>
            <source>Search for a node to add</source>
            <translation>搜索要添加的节点</translation>
        </message>
        <message>
            <source>Tab adds a node</source>
            <translation>按 Tab 添加节点</translation>
        </message>
        <message>
            <source>Tab adds a node – start with Text to video, or drop a picture or a video.</source>
            <translation>按 Tab 添加节点：可以从“文生视频”开始，也可以直接拖入图片或视频。</translation>
        </message>
        <message>
            <source>This program does not know {kind}.</source>
            <translation>本程序不认识 {kind}。</translation>
        </message>
        <message>
            <source>auto</source>
            <translation>自动</translation>
        </message>
        <message>
            <source>blocked</source>
            <translation>受阻</translation>
        </message>
        <message>
            <source>cached</source>
            <translation>已缓存</translation>
        </message>
        <message>
            <source>choose a file</source>
            <translation>选择文件</translation>
        </message>
        <message>
            <source>done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>drop a picture or a video</source>
            <translation>拖入图片或视频</translation>
        </message>
        <message>
            <source>empty</source>
            <translation>空</translation>
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
            <source>from the wire</source>
            <translation>来自连线</translation>
        </message>
        <message>
            <source>missing</source>
            <translation>缺失</translation>
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
            <source>on</source>
            <translation>开</translation>
        </message>
        <message>
            <source>optional</source>
            <translation>可选</translation>
        </message>
        <message>
            <source>queued</source>
            <translation>排队中</translation>
        </message>
        <message>
            <source>running</source>
            <translation>运行中</translation>
        </message>
        <message>
            <source>stale</source>
            <translation>已过期</translation>
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
            <source>{count} f · {rate} fps</source>
            <translation>{count} 帧 · {rate} fps</translation>
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
            <source>{minutes} min left</source>
            <translation>剩余 {minutes} 分钟</translation>
        </message>
        <message>
            <source>{seconds} s left</source>
            <translation>剩余 {seconds} 秒</translation>
        </message>
    </context>
    <context>
        <name>edits</name>
        <message>
            <source>Add node</source>
            <translation>添加节点</translation>
        </message>
        <message>
            <source>Change order</source>
            <translation>调整顺序</translation>
        </message>
        <message>
            <source>Change value</source>
            <translation>修改参数</translation>
        </message>
        <message>
            <source>Connect</source>
            <translation>连接</translation>
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
            <source>Duplicate</source>
            <translation>创建副本</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>移动</translation>
        </message>
        <message>
            <source>Paste</source>
            <translation>粘贴</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>重命名</translation>
        </message>
        <message>
            <source>Reset value</source>
            <translation>重置参数</translation>
        </message>
    </context>
    <context>
        <name>errors</name>
        <message>
            <source>A film cannot be {size}: H.264 needs even sides.</source>
            <translation>影片尺寸不能是 {size}：H.264 要求宽高都是偶数。</translation>
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
            <source>A stored result is damaged or gone.</source>
            <translation>一个已缓存的结果已损坏或丢失。</translation>
        </message>
        <message>
            <source>Add a node first.</source>
            <translation>请先添加一个节点。</translation>
        </message>
        <message>
            <source>Another node is called {name}.</source>
            <translation>已有另一个节点名为 {name}。</translation>
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
            <source>Check that the file may be read, or choose another.</source>
            <translation>请检查文件的读取权限，或选择其他文件。</translation>
        </message>
        <message>
            <source>Check the path {path}, or choose another file.</source>
            <translation>请检查路径 {path}，或选择其他文件。</translation>
        </message>
        <message>
            <source>Choose a PNG, JPEG or WebP that opens elsewhere.</source>
            <translation>请选择在其他程序里能打开的 PNG、JPEG 或 WebP 文件。</translation>
        </message>
        <message>
            <source>Choose a duration of at most {seconds} s.</source>
            <translation>请选择不超过 {seconds} 秒的时长。</translation>
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
            <source>Choose a folder that you may write to.</source>
            <translation>请选择一个有写入权限的文件夹。</translation>
        </message>
        <message>
            <source>Choose a smaller size or fewer seconds, or close other programs.</source>
            <translation>请减小尺寸或缩短时长，或关闭其他程序。</translation>
        </message>
        <message>
            <source>Choose a start before the end, both within the clip.</source>
            <translation>请让起点早于终点，且都在片段范围内。</translation>
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
            <source>Choose an MP4, MOV, MKV or WebM file.</source>
            <translation>请选择 MP4、MOV、MKV 或 WebM 文件。</translation>
        </message>
        <message>
            <source>Choose another file.</source>
            <translation>请选择其他文件。</translation>
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
            <source>Choose another size, frame rate or format.</source>
            <translation>请换一个尺寸、帧率或格式。</translation>
        </message>
        <message>
            <source>Choose one of: {choices}.</source>
            <translation>请从以下选项中选择：{choices}。</translation>
        </message>
        <message>
            <source>Choose one of: {names}.</source>
            <translation>请从以下选项中选择：{names}。</translation>
        </message>
        <message>
            <source>Choose where to save it.</source>
            <translation>请选择保存位置。</translation>
        </message>
        <message>
            <source>Choose {nearest}.</source>
            <translation>请选择 {nearest}。</translation>
        </message>
        <message>
            <source>Clip {number} is {other} at {other_rate} frames a second, but the first is {size} at {rate}.</source>
            <translation>片段 {number} 是 {other}、每秒 {other_rate} 帧，而第一个片段是 {size}、每秒 {rate} 帧。</translation>
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
            <source>Copy or export the file again.</source>
            <translation>请重新复制或导出该文件。</translation>
        </message>
        <message>
            <source>Copy some nodes first.</source>
            <translation>请先复制一些节点。</translation>
        </message>
        <message>
            <source>Drop the wire on a port that lights up.</source>
            <translation>请把连线拖到亮起的端口上。</translation>
        </message>
        <message>
            <source>Export a node that makes one.</source>
            <translation>请导出能生成片段的节点。</translation>
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
            <source>Give a number.</source>
            <translation>请输入数字。</translation>
        </message>
        <message>
            <source>Give a whole number.</source>
            <translation>请输入整数。</translation>
        </message>
        <message>
            <source>Give on or off.</source>
            <translation>请选择开或关。</translation>
        </message>
        <message>
            <source>Give {kind}.</source>
            <translation>请给出{kind}。</translation>
        </message>
        <message>
            <source>Install it again.</source>
            <translation>请重新安装。</translation>
        </message>
        <message>
            <source>Install the model again.</source>
            <translation>请重新安装该模型。</translation>
        </message>
        <message>
            <source>It was started anew: run again; what is done already is not done twice.</source>
            <translation>已重新启动：请再次运行，已完成的部分不会重复计算。</translation>
        </message>
        <message>
            <source>Leave the negative prompt empty.</source>
            <translation>请将反向提示词留空。</translation>
        </message>
        <message>
            <source>Let the first prompt start at 0 s and each other one later than the one before.</source>
            <translation>请让第一个提示词从 0 秒开始，其余的依次向后。</translation>
        </message>
        <message>
            <source>Make the folder, or choose another.</source>
            <translation>请新建该文件夹，或选择其他文件夹。</translation>
        </message>
        <message>
            <source>Make the result longer, or keep less.</source>
            <translation>请延长结果，或减少要保留的素材。</translation>
        </message>
        <message>
            <source>Media to keep fill frames {first} to {last}, but the result has frames 0 to {end}.</source>
            <translation>要保留的素材占第 {first} 到 {last} 帧，但结果只有第 0 到 {end} 帧。</translation>
        </message>
        <message>
            <source>Move them there.</source>
            <translation>请把它们移到那里。</translation>
        </message>
        <message>
            <source>No file is chosen.</source>
            <translation>尚未选择文件。</translation>
        </message>
        <message>
            <source>Nothing is connected to {input}.</source>
            <translation>“{input}”没有连接任何内容。</translation>
        </message>
        <message>
            <source>Only one of width and height is set.</source>
            <translation>宽度和高度只设置了一个。</translation>
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
            <source>Open an earlier copy of it, or mend that place in a text editor.</source>
            <translation>请打开较早的副本，或在文本编辑器里修复该处。</translation>
        </message>
        <message>
            <source>Open it with the Soraapp that made it, and save it there.</source>
            <translation>请用创建它的 Soraapp 版本打开并重新保存。</translation>
        </message>
        <message>
            <source>Remove one of the wires between them.</source>
            <translation>请删除它们之间的一条连线。</translation>
        </message>
        <message>
            <source>Remove the other wires.</source>
            <translation>请删除多余的连线。</translation>
        </message>
        <message>
            <source>Reset it.</source>
            <translation>请重置它。</translation>
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
            <source>Run again to make it anew.</source>
            <translation>请再次运行以重新生成。</translation>
        </message>
        <message>
            <source>Run again to use it as it is now.</source>
            <translation>请再次运行，以使用它现在的内容。</translation>
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
            <source>Set both, or neither to keep the size of the clips.</source>
            <translation>请两个都设置，或都留空以保持片段原尺寸。</translation>
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
            <source>The description of the model {name} in {folder} is damaged: {reason}.</source>
            <translation>{folder} 中模型 {name} 的描述文件已损坏：{reason}。</translation>
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
            <source>The file cannot be read: {reason}.</source>
            <translation>无法读取文件：{reason}。</translation>
        </message>
        <message>
            <source>The folder {folder} does not exist, so {file} cannot be written.</source>
            <translation>文件夹 {folder} 不存在，无法写入 {file}。</translation>
        </message>
        <message>
            <source>The kind of node {kind} is not known here.</source>
            <translation>无法识别节点类型 {kind}。</translation>
        </message>
        <message>
            <source>The model {model} is not the one that was asked for.</source>
            <translation>模型 {model} 不是所请求的模型。</translation>
        </message>
        <message>
            <source>The model {name} in {folder} is damaged: {reason}.</source>
            <translation>{folder} 中的模型 {name} 已损坏：{reason}。</translation>
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
            <source>The process that computes ended at {node}: {reason}.</source>
            <translation>计算进程在 {node} 处终止：{reason}。</translation>
        </message>
        <message>
            <source>The process that computes has ended by itself: {reason}.</source>
            <translation>计算进程意外终止：{reason}。</translation>
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
            <source>The strength of a keep is {strength}.</source>
            <translation>保留素材的强度为 {strength}。</translation>
        </message>
        <message>
            <source>There are no frames to store.</source>
            <translation>没有可存储的帧。</translation>
        </message>
        <message>
            <source>There are no nodes to paste.</source>
            <translation>没有可粘贴的节点。</translation>
        </message>
        <message>
            <source>There is already a node with the id {id}.</source>
            <translation>已有 ID 为 {id} 的节点。</translation>
        </message>
        <message>
            <source>There is no file {file}.</source>
            <translation>文件 {file} 不存在。</translation>
        </message>
        <message>
            <source>There is no model named {name}.</source>
            <translation>没有名为 {name} 的模型。</translation>
        </message>
        <message>
            <source>There is no node with the id {id}.</source>
            <translation>没有 ID 为 {id} 的节点。</translation>
        </message>
        <message>
            <source>There is nothing to join.</source>
            <translation>没有可拼接的片段。</translation>
        </message>
        <message>
            <source>There is nothing to run.</source>
            <translation>没有可运行的内容。</translation>
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
            <source>This node was made by a newer version of {kind}.</source>
            <translation>此节点由更新版本的“{kind}”创建。</translation>
        </message>
        <message>
            <source>Two nodes would have the same id.</source>
            <translation>会有两个节点的 ID 相同。</translation>
        </message>
        <message>
            <source>Type a name.</source>
            <translation>请输入名称。</translation>
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
            <source>Use one of: {allowed}.</source>
            <translation>请使用其中之一：{allowed}。</translation>
        </message>
        <message>
            <source>What this node gives cannot be shown: {reason}.</source>
            <translation>无法显示此节点的输出：{reason}。</translation>
        </message>
        <message>
            <source>Write a number such as 24, 23.976 or 30000/1001.</source>
            <translation>请输入如 24、23.976 或 30000/1001 的数值。</translation>
        </message>
        <message>
            <source>{file} cannot be read: {reason}.</source>
            <translation>无法读取 {file}：{reason}。</translation>
        </message>
        <message>
            <source>{file} cannot be written: {reason}.</source>
            <translation>无法写入 {file}：{reason}。</translation>
        </message>
        <message>
            <source>{file} does not exist.</source>
            <translation>{file} 不存在。</translation>
        </message>
        <message>
            <source>{file} ends before frame {index}: it is damaged or was cut short.</source>
            <translation>{file} 在第 {index} 帧之前就结束了：文件已损坏或不完整。</translation>
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
            <source>{file} has the format {version}, which is not known.</source>
            <translation>{file} 的格式版本 {version} 无法识别。</translation>
        </message>
        <message>
            <source>{file} holds no Soraapp project.</source>
            <translation>{file} 中没有 Soraapp 项目。</translation>
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
            <source>{file} is damaged: {place} belongs to two nodes.</source>
            <translation>{file} 已损坏：{place} 同属两个节点。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} holds a wire twice.</source>
            <translation>{file} 已损坏：{place} 有重复的连线。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is missing.</source>
            <translation>{file} 已损坏：缺少 {place}。</translation>
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
            <source>{file} is damaged: {place} is not a whole number.</source>
            <translation>{file} 已损坏：{place} 不是整数。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is not an object.</source>
            <translation>{file} 已损坏：{place} 不是对象。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is not known.</source>
            <translation>{file} 已损坏：{place} 无法识别。</translation>
        </message>
        <message>
            <source>{file} is damaged: {place} is too large a number.</source>
            <translation>{file} 已损坏：{place} 的数值过大。</translation>
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
            <source>{file} is too large for a project.</source>
            <translation>{file} 太大，不可能是项目文件。</translation>
        </message>
        <message>
            <source>{file} was made by a newer Soraapp: it has the format {version}, and this one reads up to {newest}.</source>
            <translation>{file} 由更新版本的 Soraapp 创建：它的格式版本是 {version}，而本程序最高支持 {newest}。</translation>
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
            <source>{kind} has no input called {input}.</source>
            <translation>“{kind}”没有名为 {input} 的输入。</translation>
        </message>
        <message>
            <source>{kind} makes no clip.</source>
            <translation>“{kind}”不生成片段。</translation>
        </message>
        <message>
            <source>{model} can keep media only at the first frame.</source>
            <translation>{model} 只能在第一帧保留素材。</translation>
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
            <source>{model} made {made} frames instead of {count}.</source>
            <translation>{model} 生成了 {made} 帧，而不是 {count} 帧。</translation>
        </message>
        <message>
            <source>{model} takes no negative prompt.</source>
            <translation>{model} 不支持反向提示词。</translation>
        </message>
        <message>
            <source>{name} is {value}.</source>
            <translation>{name}的值为 {value}。</translation>
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
            <source>{node} has no {side} called {port}.</source>
            <translation>{node} 没有名为 {port} 的{side}。</translation>
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
            <source>{reason}</source>
            <translation>{reason}</translation>
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
            <source>{value} is neither on nor off.</source>
            <translation>{value} 既不是开也不是关。</translation>
        </message>
        <message>
            <source>{value} is no seed.</source>
            <translation>{value} 不是有效的种子。</translation>
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
    </context>
    <context>
        <name>facts</name>
        <message>
            <source> px</source>
            <translation> px</translation>
        </message>
        <message>
            <source> s</source>
            <translation> 秒</translation>
        </message>
        <message>
            <source>(none is installed)</source>
            <translation>（没有已安装的模型）</translation>
        </message>
        <message>
            <source>?</source>
            <translation>?</translation>
        </message>
        <message>
            <source>A small model of a drawn world, to learn with. It knows six places: grassland, starry night, sea, desert, snow, neon city. Which subject, colour and motion a prompt names hardly matters yet.</source>
            <translation>一个学习用的小模型，只会画一个手绘世界。它认得六个地方：草地、星空之夜、大海、沙漠、雪地、霓虹城市。提示词里写的主体、颜色和动作，目前几乎不起作用。</translation>
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
            <source>a file</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>a number</source>
            <translation>数字</translation>
        </message>
        <message>
            <source>a text</source>
            <translation>文本</translation>
        </message>
        <message>
            <source>a whole number</source>
            <translation>整数</translation>
        </message>
        <message>
            <source>all of it</source>
            <translation>整个文件</translation>
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
            <source>input</source>
            <translation>输入</translation>
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
            <source>text</source>
            <translation>文本</translation>
        </message>
        <message>
            <source>the film</source>
            <translation>影片</translation>
        </message>
        <message>
            <source>yes or no</source>
            <translation>是或否</translation>
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
            <source>Keyboard shortcuts</source>
            <translation>键盘快捷键</translation>
        </message>
        <message>
            <source>Version {version}</source>
            <translation>版本 {version}</translation>
        </message>
    </context>
    <context>
        <name>menus</name>
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
            <source>{model}: best at {size}, up to {largest}; {frames} frames at most, {rate} a second</source>
            <translation>{model}：最适合 {size}，最大 {largest}；最多 {frames} 帧，每秒 {rate} 帧</translation>
        </message>
        <message>
            <source>{model}: not on this machine</source>
            <translation>{model}：本机没有</translation>
        </message>
    </context>
    <context>
        <name>nodes</name>
        <message>
            <source>A clip from a video file. It is read frame by frame, never as a whole.</source>
            <translation>从视频文件读入片段。逐帧读取，从不整段载入。</translation>
        </message>
        <message>
            <source>A film of one clip after another, in the order in which they were wired, ready to be exported.

Clips of another size or frame rate than the first are fitted to it.</source>
            <translation>按连线顺序把片段依次拼接成影片，供导出。

尺寸或帧率与第一个片段不同的，会调整为与它一致。</translation>
        </message>
        <message>
            <source>A picture from a file: PNG, JPEG, WebP, TIFF or BMP.</source>
            <translation>从文件读入图片：PNG、JPEG、WebP、TIFF 或 BMP。</translation>
        </message>
        <message>
            <source>A prompt that can feed several nodes at once.</source>
            <translation>可以同时供多个节点使用的提示词。</translation>
        </message>
        <message>
            <source>Bring a picture to life: it is the first frame of the clip.</source>
            <translation>让图片动起来：它就是片段的第一帧。</translation>
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
            <source>Denoising steps: more is slower and finer. Empty: as the model advises.</source>
            <translation>去噪步数：越多越慢，画面越精细。留空则采用模型建议值。</translation>
        </message>
        <message>
            <source>Describe what should be seen, in English or Chinese</source>
            <translation>用中文或英文描述想看到的画面</translation>
        </message>
        <message>
            <source>Empty: as the first clip.</source>
            <translation>留空则与第一个片段相同。</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Generate</source>
            <translation>生成</translation>
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
            <source>How closely the prompt is followed. Empty: as the model advises.</source>
            <translation>画面贴合提示词的程度。留空则采用模型建议值。</translation>
        </message>
        <message>
            <source>Image</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Load</source>
            <translation>加载</translation>
        </message>
        <message>
            <source>Make a clip from a description.</source>
            <translation>根据文字描述生成片段。</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>Negative</source>
            <translation>反向提示词</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>输出</translation>
        </message>
        <message>
            <source>Prompt</source>
            <translation>提示词</translation>
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
            <source>Steps</source>
            <translation>去噪步数</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>文本</translation>
        </message>
        <message>
            <source>The duration of the clip.</source>
            <translation>片段的时长。</translation>
        </message>
        <message>
            <source>The model that makes the clip.</source>
            <translation>用来生成片段的模型。</translation>
        </message>
        <message>
            <source>The same seed gives the same clip; another one gives a variation.</source>
            <translation>相同的种子得到相同的片段，换一个种子得到不同的变化。</translation>
        </message>
        <message>
            <source>What should not be seen</source>
            <translation>不希望出现的内容</translation>
        </message>
        <message>
            <source>Width</source>
            <translation>宽度</translation>
        </message>
        <message>
            <source>px</source>
            <translation>px</translation>
        </message>
        <message>
            <source>s</source>
            <translation>秒</translation>
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
        <name>titles</name>
        <message>
            <source>Export</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>Film</source>
            <translation>影片</translation>
        </message>
        <message>
            <source>Image to video</source>
            <translation>图生视频</translation>
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
            <source>Prompt</source>
            <translation>提示词</translation>
        </message>
        <message>
            <source>Text to video</source>
            <translation>文生视频</translation>
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
</TS>
