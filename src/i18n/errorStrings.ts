// Words for every error code of the backend and the page: what happened, what was kept, what to do next.
// An unknown code shows its own English message. Knows no error class.
import { fill, type Locale } from "./locale";
import type { Phrase } from "./phrase";

export const ERROR_WORDS: Readonly<Record<string, Phrase>> = {
	image_empty: {
		en: "The picture file is empty. Nothing was sent. Choose another file.",
		zh: "图片文件为空，未发送任何内容。请选择其他文件。",
	},
	image_not_an_image: {
		en: "This file is not a PNG, JPEG or WebP picture. Nothing was sent. Choose another file.",
		zh: "该文件不是 PNG、JPEG 或 WebP 图片，未发送任何内容。请选择其他文件。",
	},
	image_truncated: {
		en: "The picture is cut off and cannot be read. Nothing was sent. Open an intact copy.",
		zh: "图片不完整，无法读取，未发送任何内容。请打开完好的副本。",
	},
	image_damaged: {
		en: "The picture is damaged and cannot be decoded. Nothing was sent. Open an intact copy.",
		zh: "图片已损坏，无法解码，未发送任何内容。请打开完好的副本。",
	},
	image_type_mismatch: {
		en: "The picture is not of the type its name says. Nothing was sent. Open it again so that it is read afresh.",
		zh: "图片的实际类型与声明不符，未发送任何内容。请重新打开该图片。",
	},
	image_too_large: {
		en: "The picture is larger than can be sent. Nothing was sent. Use a smaller picture.",
		zh: "图片超出可发送的大小，未发送任何内容。请使用较小的图片。",
	},
	mask_no_alpha: {
		en: "The mask carries no transparency, so it marks nothing. Nothing was sent. Paint the mask again.",
		zh: "蒙版没有透明通道，未标记任何区域，未发送任何内容。请重新绘制蒙版。",
	},
	mask_size_mismatch: {
		en: "Mask and picture differ in size. Nothing was sent; both are kept. Paint the mask on this picture.",
		zh: "蒙版与图片尺寸不同，未发送任何内容，两者均已保留。请在这张图片上绘制蒙版。",
	},
	mask_nothing: {
		en: "The mask marks nothing to edit. Nothing was sent. Paint over what should change.",
		zh: "蒙版未标记任何区域，未发送任何内容。请涂抹需要修改的地方。",
	},
	mask_everything: {
		en: "The mask covers the whole picture. Nothing was sent. Confirm that everything may be repainted, or erase part of it.",
		zh: "蒙版覆盖了整张图片，未发送任何内容。请确认全部重绘，或擦除部分蒙版。",
	},
	mask_too_large: {
		en: "The mask file is over 4 MB. Nothing was sent; the mask is kept. Remove small specks from it.",
		zh: "蒙版文件超过 4 MB，未发送任何内容，蒙版已保留。请去除零散小点。",
	},
	blob_missing: {
		en: "The backend no longer had a picture of this task. Nothing was sent. Retry sends it again.",
		zh: "后端缺少该任务的图片，未发送任何内容。重试将重新上传。",
	},
	blob_hash_mismatch: {
		en: "A picture was damaged on its way. The originals are kept. Retry sends it again.",
		zh: "图片在传输中损坏，原图已保留。请重试。",
	},
	field_invalid: {
		en: "The request has a value that is not accepted. Nothing was sent. Change it and try again.",
		zh: "请求中有不被接受的值，未发送任何内容。请修改后重试。",
	},
	endpoint_invalid: {
		en: "The endpoint's address cannot be used. Nothing was sent. Correct it in the settings.",
		zh: "端点地址不可用，未发送任何内容。请在设置中更正。",
	},
	"endpoint_invalid.empty": {
		en: "The endpoint has no address yet. Nothing was sent. Enter one in the settings.",
		zh: "尚未填写端点地址，未发送任何内容。请在设置中填写。",
	},
	"endpoint_invalid.whitespace": {
		en: "The endpoint's address has a space or a line break inside. Nothing was sent. Remove it in the settings.",
		zh: "端点地址中含有空格或换行，未发送任何内容。请在设置中删除。",
	},
	"endpoint_invalid.scheme": {
		en: "The endpoint's address must start with https:// or http://. Nothing was sent. Correct it in the settings.",
		zh: "端点地址必须以 https:// 或 http:// 开头，未发送任何内容。请在设置中更正。",
	},
	"endpoint_invalid.credentials": {
		en: "The endpoint's address contains a user name or password. Nothing was sent or kept. Remove them; the key has a field of its own.",
		zh: "端点地址中含有用户名或密码，未发送也未保存任何内容。请将其删除，密钥请填入单独的密钥栏。",
	},
	"endpoint_invalid.host": {
		en: "The endpoint's address has no host name. Nothing was sent. Complete it in the settings.",
		zh: "端点地址缺少主机名，未发送任何内容。请在设置中补全。",
	},
	endpoint_changed: {
		en: "The endpoint's address was changed meanwhile. Nothing was sent; what you entered is kept. Retry sends it to the new address.",
		zh: "端点地址已被更改，未发送任何内容，输入内容已保留。重试将发送到新地址。",
	},
	key_unavailable: {
		en: "The keychain did not give the key: it is locked or not there. Nothing was sent; what you entered is kept. Unlock it, or enter the key in the settings, then retry.",
		zh: "钥匙串未提供密钥：已锁定或不可用，未发送任何内容，输入内容已保留。请解锁，或在设置中重新填写密钥后重试。",
	},
	file_unreadable: {
		en: "The file cannot be read. Nothing was changed. Check that it is there and may be read, or choose another.",
		zh: "无法读取该文件，未做任何更改。请确认文件存在且可读，或选择其他文件。",
	},
	"file_unreadable.missing": {
		en: "The file is no longer there. Nothing was changed. Choose another.",
		zh: "文件已不存在，未做任何更改。请选择其他文件。",
	},
	"file_unreadable.denied": {
		en: "The file may not be read. Nothing was changed. Change its permissions, or choose another.",
		zh: "没有读取该文件的权限，未做任何更改。请修改权限或选择其他文件。",
	},
	"file_unreadable.folder": {
		en: "This is a folder, not a picture. Nothing was changed. Choose a picture in it.",
		zh: "这是文件夹，不是图片，未做任何更改。请选择其中的图片。",
	},
	file_not_a_picture: {
		en: "This file is not a PNG, JPEG or WebP picture. Nothing was changed. Choose another file.",
		zh: "该文件不是 PNG、JPEG 或 WebP 图片，未做任何更改。请选择其他文件。",
	},
	file_too_large: {
		en: "This picture is larger than can be opened: at most 100 MB, 100 megapixels and 16,384 pixels a side. Nothing was changed. Use a smaller one.",
		zh: "图片超出可打开的大小：最多 100 MB、1 亿像素、每边 16,384 像素，未做任何更改。请使用较小的图片。",
	},
	file_exists: {
		en: "A file of this name is there already. It was not touched. Choose another name, or confirm replacing it.",
		zh: "已存在同名文件，未做改动。请换一个名称，或确认替换。",
	},
	file_unwritable: {
		en: "The picture cannot be written there. Nothing was changed; it is still in the library. Choose another folder.",
		zh: "无法写入该位置，未做任何更改，图片仍在图库中。请选择其他文件夹。",
	},
	"file_unwritable.full": {
		en: "The disk is full. Nothing was changed; the picture is still in the library. Free some space, or choose another disk.",
		zh: "磁盘已满，未做任何更改，图片仍在图库中。请腾出空间或选择其他磁盘。",
	},
	key_rejected: {
		en: "The endpoint refused the key. What you entered is kept. Check the key in the settings, then retry.",
		zh: "端点拒绝了密钥，输入内容已保留。请在设置中检查密钥后重试。",
	},
	"key_rejected.unsent": {
		en: "The endpoint asks for a key and none is set. What you entered is kept. Enter the key in the settings, then retry.",
		zh: "端点需要密钥，但尚未设置，输入内容已保留。请在设置中填写密钥后重试。",
	},
	provider_rejected: {
		en: "The provider refused the request. What you entered is kept. Change what it names, then retry.",
		zh: "服务方拒绝了请求，输入内容已保留。请按其说明修改后重试。",
	},
	"provider_rejected.limit": {
		en: "The provider's limit is reached: too many requests, or its quota is used up. What you entered is kept. Wait a moment or check your plan there, then retry.",
		zh: "已达到服务方的限制：请求过多或额度已用尽，输入内容已保留。请稍候或检查您的套餐，然后重试。",
	},
	"provider_rejected.redirect": {
		en: "The endpoint redirects to another address, which is not followed. What you entered is kept. Check the base URL in the settings (https, path), then retry.",
		zh: "端点重定向到其他地址，不会跟随，输入内容已保留。请在设置中检查基础 URL（https、路径）后重试。",
	},
	"provider_rejected.denied": {
		en: "The provider does not allow this with the key in use. What you entered is kept. Check the key and what it may use, then retry.",
		zh: "服务方不允许当前密钥执行此操作，输入内容已保留。请检查密钥及其权限后重试。",
	},
	provider_failed: {
		en: "The provider failed while working. What you entered is kept. Retry in a moment; it may be billed again.",
		zh: "服务方处理失败，输入内容已保留。请稍后重试，可能会再次计费。",
	},
	provider_unreadable: {
		en: "The provider's answer held no picture that can be read. What you entered is kept. Retry, or check the endpoint.",
		zh: "服务方的返回中没有可读取的图片，输入内容已保留。请重试或检查端点。",
	},
	"provider_unreadable.page": {
		en: "The endpoint answered with a web page instead of pictures. What you entered is kept. Check the base URL in the settings (many end in /v1), then retry.",
		zh: "端点返回的是网页而不是图片，输入内容已保留。请在设置中检查基础 URL（通常以 /v1 结尾）后重试。",
	},
	"provider_unreadable.cut": {
		en: "The provider's answer is cut off or broken, so no picture can be read from it. What you entered is kept. Retry; it may be billed again.",
		zh: "服务方的返回不完整或已损坏，无法读取图片，输入内容已保留。可以重试，可能会再次计费。",
	},
	"provider_unreadable.empty": {
		en: "The provider's answer was empty. What you entered is kept. Retry, or check the endpoint; it may be billed again.",
		zh: "服务方返回了空内容，输入内容已保留。请重试或检查端点，可能会再次计费。",
	},
	"provider_unreadable.words": {
		en: "The endpoint answered with text that this API does not have. What you entered is kept. Check base URL and API mode in the settings, then retry.",
		zh: "端点返回了不属于此 API 的文本，输入内容已保留。请在设置中检查基础 URL 和 API 模式后重试。",
	},
	"provider_unreadable.model_words": {
		en: "The model answered with words instead of a picture. What you entered is kept. Ask for a picture more plainly, or choose another model, then retry.",
		zh: "模型返回了文字而不是图片，输入内容已保留。请更明确地要求图片，或更换模型后重试。",
	},
	"provider_unreadable.not_picture": {
		en: "What the provider sent as a picture is none, or is damaged. What you entered is kept. Retry, or check the endpoint; it may be billed again.",
		zh: "服务方作为图片发来的内容不是图片或已损坏，输入内容已保留。请重试或检查端点，可能会再次计费。",
	},
	connect_failed: {
		en: "The endpoint could not be reached. Nothing was billed; what you entered is kept. Check address and network, then retry.",
		zh: "无法连接到端点，未产生费用，输入内容已保留。请检查地址和网络后重试。",
	},
	"connect_failed.sent": {
		en: "The connection broke before the answer was complete. What you entered is kept. Retry; it may be billed again.",
		zh: "连接在收到完整结果前中断，输入内容已保留。可以重试，可能会再次计费。",
	},
	moderation_blocked: {
		en: "The provider's safety system stopped this request. What you entered is kept. Change the wording or the picture, then retry.",
		zh: "服务方的安全系统拦截了此请求，输入内容已保留。请修改措辞或图片后重试。",
	},
	org_unverified: {
		en: "The provider wants your organization verified before it lets you use this model. What you entered is kept. Verify it there (this may take 15 minutes) or choose another model.",
		zh: "服务方要求先验证您的组织才能使用此模型，输入内容已保留。请前往验证（可能需要 15 分钟）或更换模型。",
	},
	quota_exhausted: {
		en: "The quota or credit of this key is used up. Nothing was made; what you entered is kept. Top it up at the provider, then retry.",
		zh: "此密钥的额度或余额已用尽，未生成任何图片，输入内容已保留。请在服务方充值后重试。",
	},
	rate_limited: {
		en: "The provider asks to slow down. Nothing was made; what you entered is kept. Wait a moment, then retry.",
		zh: "服务方要求放慢请求，未生成任何图片，输入内容已保留。请稍候重试。",
	},
	model_unknown: {
		en: "The provider does not know this model, or not for this key. What you entered is kept. Choose another model, then retry.",
		zh: "服务方没有此模型，或当前密钥无权使用，输入内容已保留。请更换模型后重试。",
	},
	param_refused: {
		en: "The provider does not accept one of the settings. Nothing was made; what you entered is kept. Change or clear it, then retry.",
		zh: "服务方不接受其中一项设置，未生成任何图片，输入内容已保留。请修改或清除该项后重试。",
	},
	size_refused: {
		en: "The provider does not make pictures of this size. Nothing was made; what you entered is kept. Choose another size, then retry.",
		zh: "服务方不支持此尺寸，未生成任何图片，输入内容已保留。请选择其他尺寸后重试。",
	},
	mask_refused: {
		en: "The provider does not accept the mask. Nothing was made; prompt and mask are kept. Check the endpoint's mask settings, then retry.",
		zh: "服务方不接受此蒙版，未生成任何图片，提示词和蒙版已保留。请检查端点的蒙版设置后重试。",
	},
	path_unknown: {
		en: "The endpoint has nothing at this address. Nothing was made; what you entered is kept. Check base URL and API mode in the settings, then retry.",
		zh: "端点在此地址没有提供服务，未生成任何图片，输入内容已保留。请在设置中检查基础 URL 和 API 模式后重试。",
	},
	gateway_failed: {
		en: "A gateway in front of the provider gave up, often after a minute or two. What you entered is kept. Retry, perhaps with streaming on or a smaller size; it may be billed again.",
		zh: "服务方前的网关已放弃等待（常见于一两分钟后），输入内容已保留。可重试，或开启流式传输、选择较小尺寸；可能会再次计费。",
	},
	"gateway_failed.busy": {
		en: "The provider, or a gateway in front of it, is overloaded. What you entered is kept. Wait a moment, then retry; it may be billed again.",
		zh: "服务方或其前面的网关过载，输入内容已保留。请稍候重试，可能会再次计费。",
	},
	stream_broken: {
		en: "The stream ended before the finished picture came. What you entered is kept; the last preview stays visible. Retry; it may be billed again.",
		zh: "在收到完整图片之前流已中断，输入内容已保留，最后的预览仍可查看。可以重试，可能会再次计费。",
	},
	async_unsupported: {
		en: "This endpoint answers with a task to ask for later, which the studio does not support. What you entered is kept; it may have been billed. Choose an endpoint that answers with the picture.",
		zh: "此端点返回的是需要稍后查询的任务，工作室不支持，输入内容已保留，可能已计费。请选择直接返回图片的端点。",
	},
	result_unfetched: {
		en: "The pictures were made, but they cannot be fetched from the address the provider gave. What you entered is kept. Turn on the base64 response format for this endpoint, then retry; it may be billed again.",
		zh: "图片已生成，但无法从服务方给出的地址下载，输入内容已保留。请为此端点开启 base64 返回格式后重试，可能会再次计费。",
	},
	"result_unfetched.timeout": {
		en: "The pictures were made, but their address did not answer in time. What you entered is kept. Turn on the base64 response format for this endpoint, then retry; it may be billed again.",
		zh: "图片已生成，但其下载地址未及时响应，输入内容已保留。请为此端点开启 base64 返回格式后重试，可能会再次计费。",
	},
	"result_unfetched.refused": {
		en: "The pictures were made, but the address the provider gave leads into a private network or is no web address, so it was not opened. What you entered is kept. Turn on the base64 response format for this endpoint, then retry; it may be billed again.",
		zh: "图片已生成，但服务方给出的地址指向内部网络或不是网址，因此未打开，输入内容已保留。请为此端点开启 base64 返回格式后重试，可能会再次计费。",
	},
	"result_unfetched.status": {
		en: "The pictures were made, but their address answers with an error; it may have expired. What you entered is kept. Turn on the base64 response format for this endpoint, then retry; it may be billed again.",
		zh: "图片已生成，但其下载地址返回错误，可能已过期，输入内容已保留。请为此端点开启 base64 返回格式后重试，可能会再次计费。",
	},
	"result_unfetched.gone": {
		en: "The pictures were made, but the backend's copy is gone. What you entered is kept. Retry makes them anew; it may be billed again.",
		zh: "图片已生成，但后端的副本已丢失，输入内容已保留。重试将重新生成，可能会再次计费。",
	},
	"result_unfetched.reply_too_large": {
		en: "A picture was made, but it is over 100 MB and was not fetched. What you entered is kept. Choose a smaller size or another format, then retry; it may be billed again.",
		zh: "图片已生成，但超过 100 MB，未下载，输入内容已保留。请选择较小的尺寸或其他格式后重试，可能会再次计费。",
	},
	reply_too_large: {
		en: "The answer is over 512 MB, more than the studio reads, so it was not taken in. What you entered is kept. Ask for fewer or smaller pictures, then retry; it may be billed again.",
		zh: "返回内容超过 512 MB，超出工作室可读取的大小，因此未接收，输入内容已保留。请减少数量或尺寸后重试，可能会再次计费。",
	},
	dns_failed: {
		en: "The endpoint's name could not be found. Nothing was sent; what you entered is kept. Check the address for a typo, and the network, then retry.",
		zh: "无法解析端点的域名，未发送任何内容，输入内容已保留。请检查地址拼写和网络后重试。",
	},
	tls_failed: {
		en: "The endpoint's certificate or encryption is not accepted. Nothing was sent; what you entered is kept. Check the address and its certificate, then retry.",
		zh: "端点的证书或加密不被接受，未发送任何内容，输入内容已保留。请检查地址及其证书后重试。",
	},
	proxy_failed: {
		en: "The proxy of this machine refuses the connection or is not there. Nothing was sent; what you entered is kept. Check the proxy settings, then retry.",
		zh: "本机的代理拒绝连接或不可用，未发送任何内容，输入内容已保留。请检查代理设置后重试。",
	},
	offline: {
		en: "There is no way to the network. Nothing was sent; what you entered is kept. Connect, then retry.",
		zh: "没有可用的网络，未发送任何内容，输入内容已保留。请联网后重试。",
	},
	journal_full: {
		en: "Too many finished results wait to be collected, so nothing new was started. They are all kept. Open the library so that it can take them in, then retry.",
		zh: "等待取回的结果过多，因此未开始新的任务，所有结果均已保留。请打开图库以取回结果后重试。",
	},
	"timeout.connect": {
		en: "The endpoint did not take the connection in time. Nothing was sent; what you entered is kept. Check address and network, then retry.",
		zh: "未能及时连接到端点，未发送任何内容，输入内容已保留。请检查地址和网络后重试。",
	},
	"timeout.body": {
		en: "The answer began but did not come to its end in time. What you entered is kept. Retry; it may be billed again.",
		zh: "结果已开始返回，但未能及时传完，输入内容已保留。可以重试，可能会再次计费。",
	},
	job_unknown: {
		en: "The backend no longer knows this request. What you entered is kept. Retry sends it again.",
		zh: "后端已没有该请求的记录，输入内容已保留。重试将重新发送。",
	},
	timeout: {
		en: "The endpoint took too long to answer. What you entered is kept. Retry; it may be billed again.",
		zh: "端点响应超时，输入内容已保留。可以重试，可能会再次计费。",
	},
	cancelled: { en: "Cancelled. What you entered is kept.", zh: "已取消，输入内容已保留。" },
	internal: {
		en: "Something failed inside the studio. What you entered is kept. Retry; the log has the detail.",
		zh: "工作室内部出错，输入内容已保留。请重试，详情见日志。",
	},
	backend_unavailable: {
		en: "The backend is not running, so a custom endpoint cannot be used. What you entered is kept. Restart HaloForge or the development host.",
		zh: "后端未运行，无法使用自定义端点，输入内容已保留。请重启 HaloForge 或开发宿主。",
	},
	gateway_unavailable: {
		en: "HaloForge Cloud is not available here. What you entered is kept. Sign in to HaloForge or set a custom endpoint.",
		zh: "此处无法使用 HaloForge 云，输入内容已保留。请登录 HaloForge 或设置自定义端点。",
	},
	quota: {
		en: "Storage is full. Nothing was deleted, and finished results are kept for you. Delete pictures or tasks you no longer need, or free disk space, then try again.",
		zh: "存储空间已满。未删除任何内容，已完成的结果会为你保留。请删除不再需要的图片或任务，或腾出磁盘空间，然后重试。",
	},
	library_unreadable: {
		en: "The library cannot be opened in this window. Nothing was changed. Close other windows of the studio and reopen.",
		zh: "此窗口无法打开图库，未做任何更改。请关闭其他工作室窗口后重新打开。",
	},
	record_damaged: {
		en: "What is stored of this is damaged and cannot be read. It was left as it is, and everything else works.",
		zh: "存储的这项内容已损坏，无法读取。它保持原样，其余一切正常。",
	},
	library_version: {
		en: "The library here is from a newer version of Image Studio. Nothing in it was changed. Reload this window, or update Image Studio.",
		zh: "此处的图库来自更新版本的图像工作室，其中的内容未作任何更改。请重新加载此窗口，或更新图像工作室。",
	},
	document_elsewhere: {
		en: "This picture is open in another window of the studio. Nothing was changed. Go on there, or close it there first.",
		zh: "该图片已在另一个工作室窗口中打开，未做任何更改。请在那里继续，或先在那里关闭它。",
	},
	result_unreachable: {
		en: "The result is ready but its address does not let this page read it. What you entered is kept. Find it among your HaloForge Cloud outputs.",
		zh: "结果已生成，但其地址不允许此页面读取，输入内容已保留。可在 HaloForge 云的输出中找到它。",
	},
	interrupted: {
		en: "The studio closed before an answer came. What you entered is kept. Retry sends it again; it may be billed again.",
		zh: "在返回结果之前工作室已关闭，输入内容已保留。重试将重新发送，可能会再次计费。",
	},
	former_picture: {
		en: "The earlier version kept only this picture's address, and it is no longer there. The task and what else it had are kept.",
		zh: "早期版本只保存了该图片的地址，而图片已不在那里。任务及其余内容均已保留。",
	},
	"interrupted.found": {
		en: "The studio closed before an answer came, but your HaloForge Cloud outputs hold pictures that fit. What you entered is kept. Bring them in; retrying would be billed again.",
		zh: "在返回结果之前工作室已关闭，但您的 HaloForge 云输出中有相符的图片，输入内容已保留。请将其取回；重试会再次计费。",
	},
	"interrupted.unsent": {
		en: "The studio closed before the request was sent. Nothing was sent; what you entered is kept. Retry sends it.",
		zh: "请求发出之前工作室已关闭。未发送任何内容，输入内容已保留。重试将发送请求。",
	},
	"interrupted.sent": {
		en: "The backend stopped while this task was under way. The request was sent and may be billed. If its result arrives the backend keeps it, and reopening the studio brings it in. What you entered is kept.",
		zh: "任务进行中后端停止运行。请求已发送，可能会计费。若结果返回，后端会保留，重新打开工作室即可取回。输入内容已保留。",
	},
};

export interface WordedError {
	readonly code: string;
	readonly message: string;
	readonly details?: Readonly<Record<string, string | number | boolean>>;
}

/** Sizes are worth saying beside the sentence: they are what the person can compare. */
const SIZES: Phrase = {
	en: "Mask {mask_width} × {mask_height}, picture {image_width} × {image_height}.",
	zh: "蒙版 {mask_width} × {mask_height}，图片 {image_width} × {image_height}。",
};

/** So is the pause that a provider asks for. */
const PAUSE: Phrase = {
	en: "The provider asks for a pause of {seconds} s.",
	zh: "服务方要求等待 {seconds} 秒。",
};

/** Which setting it is, in the provider's name for it. */
const SETTING: Phrase = { en: "It is about {param}.", zh: "相关设置：{param}。" };

/** What the details add to the code, as the words' names have it; a variant without words of its own is no variant. */
function variantOf({ code, details = {} }: WordedError): string {
	const { sent = details.key_sent, reason, status, phase } = details;
	if (code === "timeout") return String(phase);
	if (code === "interrupted" && details.found !== undefined) return "found";
	if (sent !== undefined) return sent === true ? "sent" : "unsent";
	if (code === "endpoint_invalid" || code.startsWith("file_") || /^(result_unfetched|provider_unreadable)$/.test(code))
		return String(reason);
	if (code === "gateway_failed") return status === 503 ? "busy" : "";
	if (status === 429) return "limit";
	if (status === 401 || status === 403) return "denied";
	return typeof status === "number" && status >= 300 && status < 400 ? "redirect" : "";
}

/** In seconds. Retry-After's other form, a date by the server's clock, says nothing here. */
function pauseOf({ details }: WordedError): string | undefined {
	if (typeof details?.retry_after_ms === "number") return String(Math.ceil(details.retry_after_ms / 1000));
	const seconds = String(details?.retry_after ?? "").trim();
	return /^\d{1,6}$/.test(seconds) ? seconds : undefined;
}

export function describeErrorRecord(error: WordedError, locale: Locale): string {
	const words = ERROR_WORDS[`${error.code}.${variantOf(error)}`] ?? ERROR_WORDS[error.code];
	if (!words) return error.message;
	const sentence = words[locale];
	const details = Object.fromEntries(Object.entries(error.details ?? {}).map(([name, value]) => [name, String(value)]));
	const more = moreOf(error, details, locale);
	return more === undefined ? sentence : `${sentence}${locale === "zh" ? "" : " "}${more}`;
}

/** What the person can compare, wait for or look up. */
function moreOf(error: WordedError, details: Readonly<Record<string, string>>, locale: Locale): string | undefined {
	const hasSizes = ["mask_width", "mask_height", "image_width", "image_height"].every((name) => name in details);
	if (hasSizes) return fill(SIZES[locale], details);
	const param =
		error.code === "param_refused" ? details.param : error.code === "field_invalid" ? details.field : undefined;
	if (param) return fill(SETTING[locale], { param });
	const seconds = pauseOf(error);
	return seconds ? fill(PAUSE[locale], { seconds }) : undefined;
}

/** What happened, without what was kept and what to do: for where there is little room. */
export function describeErrorShortly(error: WordedError, locale: Locale): string {
	const sentence = describeErrorRecord(error, locale).split(locale === "zh" ? "。" : /\.(?=\s|$)/)[0] ?? error.message;
	// In Chinese what was kept or spent stands behind a comma of the same sentence.
	return sentence.replace(/[，；][^，；]*(?:保留|未发送|未生成|计费|费用|未做|未作).*$/, "");
}
