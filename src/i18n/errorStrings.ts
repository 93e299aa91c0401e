// Words for every error code of the backend and the page: what happened, what was kept, what to do next.
// An unknown code shows its own English message. Knows no error class.
import { fill, type Locale } from "./locale";
import type { Phrase } from "./phrase";

export const ERROR_STRINGS: Readonly<Record<string, Phrase>> = {
	image_empty: {
		en: "The image file is empty. Nothing was sent. Choose another file.",
		zh: "图片文件为空，未发送任何内容。请选择其他文件。",
	},
	image_not_an_image: {
		en: "This file is not a PNG, JPEG or WebP image. Nothing was sent. Choose another file.",
		zh: "该文件不是 PNG、JPEG 或 WebP 图片，未发送任何内容。请选择其他文件。",
	},
	image_truncated: {
		en: "The image is incomplete and cannot be read. Nothing was sent. Open an intact copy.",
		zh: "图片不完整，无法读取，未发送任何内容。请打开完好的副本。",
	},
	image_damaged: {
		en: "The image is damaged and cannot be decoded. Nothing was sent. Open an intact copy.",
		zh: "图片已损坏，无法解码，未发送任何内容。请打开完好的副本。",
	},
	image_type_mismatch: {
		en: "The image's file type does not match its declared type. Nothing was sent. Open the image again.",
		zh: "图片的文件类型与声明的类型不符，未发送任何内容。请重新打开该图片。",
	},
	image_too_large: {
		en: "The image is too large to send. Nothing was sent. Use a smaller image.",
		zh: "图片过大，无法发送，未发送任何内容。请使用较小的图片。",
	},
	mask_no_alpha: {
		en: "The mask has no alpha channel, so it marks no area. Nothing was sent. Paint the mask again.",
		zh: "蒙版没有 Alpha 通道，未标记任何区域，未发送任何内容。请重新绘制蒙版。",
	},
	mask_size_mismatch: {
		en: "The mask and the image differ in size. Nothing was sent; both are kept. Paint the mask on this image.",
		zh: "蒙版与图片尺寸不同，未发送任何内容，两者均已保留。请在这张图片上绘制蒙版。",
	},
	mask_nothing: {
		en: "The mask is empty. Nothing was sent. Paint over the area to edit.",
		zh: "蒙版为空，未发送任何内容。请涂抹要编辑的区域。",
	},
	mask_everything: {
		en: "The mask covers the whole image. Nothing was sent. Confirm that the whole image may be repainted, or erase part of the mask.",
		zh: "蒙版覆盖了整张图片，未发送任何内容。请确认重绘整张图片，或擦除部分蒙版。",
	},
	mask_too_large: {
		en: "The mask file is over 4 MB. Nothing was sent; the mask is kept. Remove small specks from the mask.",
		zh: "蒙版文件超过 4 MB，未发送任何内容，蒙版已保留。请清除细小斑点。",
	},
	blob_missing: {
		en: "The backend no longer had an image of this task. Nothing was sent. Retry to upload it again.",
		zh: "后端已没有该任务的图片，未发送任何内容。重试将重新上传。",
	},
	blob_hash_mismatch: {
		en: "An image was damaged in transfer. The originals are kept. Retry to send it again.",
		zh: "图片在传输中损坏，原图已保留。请重试以重新发送。",
	},
	field_invalid: {
		en: "The request contains an invalid value. Nothing was sent. Change the value and try again.",
		zh: "请求中含有无效的值，未发送任何内容。请修改后重试。",
	},
	endpoint_invalid: {
		en: "The endpoint address is not valid. Nothing was sent. Correct it in Settings.",
		zh: "端点地址无效，未发送任何内容。请在设置中更正。",
	},
	"endpoint_invalid.empty": {
		en: "The endpoint has no address. Nothing was sent. Enter one in Settings.",
		zh: "尚未填写端点地址，未发送任何内容。请在设置中填写。",
	},
	"endpoint_invalid.whitespace": {
		en: "The endpoint address contains a space or a line break. Nothing was sent. Remove it in Settings.",
		zh: "端点地址中含有空格或换行，未发送任何内容。请在设置中删除。",
	},
	"endpoint_invalid.scheme": {
		en: "The endpoint address must start with https:// or http://. Nothing was sent. Correct it in Settings.",
		zh: "端点地址必须以 https:// 或 http:// 开头，未发送任何内容。请在设置中更正。",
	},
	"endpoint_invalid.credentials": {
		en: "The endpoint address contains a user name or password. Nothing was sent or saved. Remove them and use the API key field instead.",
		zh: "端点地址中含有用户名或密码，未发送也未保存任何内容。请将其删除，并使用“API 密钥”栏。",
	},
	"endpoint_invalid.host": {
		en: "The endpoint address has no host name. Nothing was sent. Complete it in Settings.",
		zh: "端点地址缺少主机名，未发送任何内容。请在设置中补全。",
	},
	endpoint_changed: {
		en: "The endpoint address has changed. Nothing was sent; your input is kept. Retry to send it to the new address.",
		zh: "端点地址已更改，未发送任何内容，输入内容已保留。重试将发送到新地址。",
	},
	key_unavailable: {
		en: "The API key could not be read: the keychain is locked or not available. Nothing was sent; your input is kept. Unlock the keychain or enter the key in Settings, then retry.",
		zh: "无法读取 API 密钥：钥匙串已锁定或不可用，未发送任何内容，输入内容已保留。请解锁钥匙串，或在设置中重新填写密钥后重试。",
	},
	file_unreadable: {
		en: "The file cannot be read. Nothing was changed. Check that it exists and that you have permission to read it, or choose another file.",
		zh: "无法读取该文件，未做任何更改。请确认文件存在且可读，或选择其他文件。",
	},
	"file_unreadable.missing": {
		en: "The file no longer exists. Nothing was changed. Choose another file.",
		zh: "文件已不存在，未做任何更改。请选择其他文件。",
	},
	"file_unreadable.denied": {
		en: "You do not have permission to read this file. Nothing was changed. Change its permissions or choose another file.",
		zh: "没有读取该文件的权限，未做任何更改。请修改权限或选择其他文件。",
	},
	"file_unreadable.folder": {
		en: "This is a folder, not an image. Nothing was changed. Choose an image in it.",
		zh: "这是文件夹，不是图片，未做任何更改。请选择其中的图片。",
	},
	file_not_a_picture: {
		en: "This file is not a PNG, JPEG or WebP image. Nothing was changed. Choose another file.",
		zh: "该文件不是 PNG、JPEG 或 WebP 图片，未做任何更改。请选择其他文件。",
	},
	file_too_large: {
		en: "This image is too large to open. The limit is 100 MB, 100 megapixels and 16,384 pixels per side. Nothing was changed. Use a smaller image.",
		zh: "图片过大，无法打开：上限为 100 MB、1 亿像素、每边 16,384 像素，未做任何更改。请使用较小的图片。",
	},
	file_exists: {
		en: "A file with this name already exists and was not changed. Choose another name, or confirm replacing it.",
		zh: "已存在同名文件，未做改动。请换一个名称，或确认替换。",
	},
	file_unwritable: {
		en: "The image cannot be saved in this folder. Nothing was changed; the image is still in the library. Choose another folder.",
		zh: "无法将图片保存到该文件夹，未做任何更改，图片仍在图库中。请选择其他文件夹。",
	},
	"file_unwritable.full": {
		en: "The disk is full. Nothing was changed; the image is still in the library. Free up space or choose another disk.",
		zh: "磁盘已满，未做任何更改，图片仍在图库中。请释放空间或选择其他磁盘。",
	},
	key_rejected: {
		en: "The endpoint refused the key. Your input is kept. Check the key in Settings, then retry.",
		zh: "端点拒绝了密钥，输入内容已保留。请在设置中检查密钥后重试。",
	},
	"key_rejected.unsent": {
		en: "The endpoint requires a key and none is set. Your input is kept. Enter the key in Settings, then retry.",
		zh: "端点需要密钥，但尚未设置，输入内容已保留。请在设置中填写密钥后重试。",
	},
	provider_rejected: {
		en: "The provider refused the request. Your input is kept. Change the request as the provider's message says, then retry.",
		zh: "服务方拒绝了请求，输入内容已保留。请按服务方的说明修改后重试。",
	},
	"provider_rejected.limit": {
		en: "The provider's limit is reached: too many requests, or the quota is used up. Your input is kept. Wait a moment or check your plan with the provider, then retry.",
		zh: "已达到服务方的限制：请求过多或额度已用尽，输入内容已保留。请稍候或检查您的套餐，然后重试。",
	},
	"provider_rejected.redirect": {
		en: "The endpoint redirects to another address, and redirects are not followed. Your input is kept. Check the base URL in Settings (https, path), then retry.",
		zh: "端点重定向到其他地址，不支持重定向，输入内容已保留。请在设置中检查基础 URL（https、路径）后重试。",
	},
	"provider_rejected.denied": {
		en: "The provider does not allow this request with the current key. Your input is kept. Check the key and its permissions, then retry.",
		zh: "服务方不允许当前密钥执行此操作，输入内容已保留。请检查密钥及其权限后重试。",
	},
	provider_failed: {
		en: "The provider failed to process the request. Your input is kept. Retry in a moment; you may be billed again.",
		zh: "服务方处理失败，输入内容已保留。请稍后重试，可能会再次计费。",
	},
	provider_unreadable: {
		en: "The provider's response contains no readable image. Your input is kept. Retry, or check the endpoint.",
		zh: "服务方的返回中没有可读取的图片，输入内容已保留。请重试或检查端点。",
	},
	"provider_unreadable.page": {
		en: "The endpoint returned a web page instead of an image. Your input is kept. Check the base URL in Settings (it often ends in /v1), then retry.",
		zh: "端点返回的是网页而不是图片，输入内容已保留。请在设置中检查基础 URL（通常以 /v1 结尾）后重试。",
	},
	"provider_unreadable.cut": {
		en: "The provider's response is incomplete or damaged, so no image can be read. Your input is kept. Retry; you may be billed again.",
		zh: "服务方的返回不完整或已损坏，无法读取图片，输入内容已保留。可以重试，可能会再次计费。",
	},
	"provider_unreadable.empty": {
		en: "The provider returned an empty response. Your input is kept. Retry or check the endpoint; you may be billed again.",
		zh: "服务方返回了空内容，输入内容已保留。请重试或检查端点，可能会再次计费。",
	},
	"provider_unreadable.words": {
		en: "The endpoint returned text that is not a valid response of this API. Your input is kept. Check the base URL and the API mode in Settings, then retry.",
		zh: "端点返回的文本不是此 API 的有效响应，输入内容已保留。请在设置中检查基础 URL 和 API 模式后重试。",
	},
	"provider_unreadable.model_words": {
		en: "The model returned text instead of an image. Your input is kept. Ask for an image more explicitly or choose another model, then retry.",
		zh: "模型返回了文字而不是图片，输入内容已保留。请更明确地要求图片，或更换模型后重试。",
	},
	"provider_unreadable.not_picture": {
		en: "The provider returned an image file that is damaged or not an image. Your input is kept. Retry or check the endpoint; you may be billed again.",
		zh: "服务方返回的图片文件已损坏或不是图片，输入内容已保留。请重试或检查端点，可能会再次计费。",
	},
	connect_failed: {
		en: "The endpoint could not be reached. Nothing was billed; your input is kept. Check the address and the network, then retry.",
		zh: "无法连接到端点，未产生费用，输入内容已保留。请检查地址和网络后重试。",
	},
	"connect_failed.sent": {
		en: "The connection was lost before the response was complete. Your input is kept. Retry; you may be billed again.",
		zh: "连接在收到完整结果前中断，输入内容已保留。可以重试，可能会再次计费。",
	},
	moderation_blocked: {
		en: "The provider's safety system blocked this request. Your input is kept. Change the prompt or the image, then retry.",
		zh: "服务方的安全系统拦截了此请求，输入内容已保留。请修改提示词或图片后重试。",
	},
	org_unverified: {
		en: "The provider requires a verified organization for this model. Your input is kept. Verify your organization with the provider (this may take 15 minutes), or choose another model.",
		zh: "服务方要求先验证您的组织才能使用此模型，输入内容已保留。请前往验证（可能需要 15 分钟）或更换模型。",
	},
	quota_exhausted: {
		en: "The quota or credit of this key is used up. No image was generated; your input is kept. Add credit with the provider, then retry.",
		zh: "此密钥的额度或余额已用尽，未生成任何图片，输入内容已保留。请在服务方充值后重试。",
	},
	rate_limited: {
		en: "The provider's rate limit is reached; slow down. No image was generated; your input is kept. Wait a moment, then retry.",
		zh: "已达到服务方的速率限制，需放慢请求，未生成任何图片，输入内容已保留。请稍候重试。",
	},
	model_unknown: {
		en: "The provider does not offer this model, or not for this key. Your input is kept. Choose another model, then retry.",
		zh: "服务方没有此模型，或当前密钥无权使用，输入内容已保留。请更换模型后重试。",
	},
	param_refused: {
		en: "The provider does not accept one of the settings. No image was generated; your input is kept. Change or clear the setting, then retry.",
		zh: "服务方不接受其中一项设置，未生成任何图片，输入内容已保留。请修改或清除该项后重试。",
	},
	size_refused: {
		en: "The provider does not support this image size. No image was generated; your input is kept. Choose another size, then retry.",
		zh: "服务方不支持此尺寸，未生成任何图片，输入内容已保留。请选择其他尺寸后重试。",
	},
	mask_refused: {
		en: "The provider does not accept the mask. No image was generated; the prompt and the mask are kept. Check the endpoint's mask settings, then retry.",
		zh: "服务方不接受此蒙版，未生成任何图片，提示词和蒙版已保留。请检查端点的蒙版设置后重试。",
	},
	path_unknown: {
		en: "The endpoint does not serve this address. No image was generated; your input is kept. Check the base URL and the API mode in Settings, then retry.",
		zh: "端点在此地址没有提供服务，未生成任何图片，输入内容已保留。请在设置中检查基础 URL 和 API 模式后重试。",
	},
	gateway_failed: {
		en: "A gateway in front of the provider timed out or failed, often after a minute or two. Your input is kept. Retry, if needed with streaming on or a smaller size; you may be billed again.",
		zh: "服务方前的网关超时或出错（常见于一两分钟后），输入内容已保留。可重试，或开启流式传输、选择较小尺寸；可能会再次计费。",
	},
	"gateway_failed.busy": {
		en: "The provider, or a gateway in front of it, is overloaded. Your input is kept. Wait a moment, then retry; you may be billed again.",
		zh: "服务方或其前面的网关过载，输入内容已保留。请稍候重试，可能会再次计费。",
	},
	stream_broken: {
		en: "The stream ended before the final image arrived. Your input is kept; the last preview stays visible. Retry; you may be billed again.",
		zh: "在收到完整图片之前流已中断，输入内容已保留，最后的预览仍可查看。可以重试，可能会再次计费。",
	},
	async_unsupported: {
		en: "This endpoint returns an asynchronous task instead of an image, which Image Studio does not support. Your input is kept; you may have been billed. Choose an endpoint that returns images directly.",
		zh: "此端点返回的是异步任务而不是图片，图像工作室不支持，输入内容已保留，可能已计费。请选择直接返回图片的端点。",
	},
	result_unfetched: {
		en: "The images were generated, but cannot be downloaded from the address the provider gave. Your input is kept. Turn on “Request base64” for this endpoint, then retry; you may be billed again.",
		zh: "图片已生成，但无法从服务方给出的地址下载，输入内容已保留。请为此端点开启“请求 base64”后重试，可能会再次计费。",
	},
	"result_unfetched.timeout": {
		en: "The images were generated, but their download address did not respond in time. Your input is kept. Turn on “Request base64” for this endpoint, then retry; you may be billed again.",
		zh: "图片已生成，但其下载地址未及时响应，输入内容已保留。请为此端点开启“请求 base64”后重试，可能会再次计费。",
	},
	"result_unfetched.refused": {
		en: "The images were generated, but the address the provider gave points to a private network or is not a web address, so it was not opened. Your input is kept. Turn on “Request base64” for this endpoint, then retry; you may be billed again.",
		zh: "图片已生成，但服务方给出的地址指向内部网络或不是网址，因此未打开，输入内容已保留。请为此端点开启“请求 base64”后重试，可能会再次计费。",
	},
	"result_unfetched.status": {
		en: "The images were generated, but their download address returned an error and may have expired. Your input is kept. Turn on “Request base64” for this endpoint, then retry; you may be billed again.",
		zh: "图片已生成，但其下载地址返回错误，可能已过期，输入内容已保留。请为此端点开启“请求 base64”后重试，可能会再次计费。",
	},
	"result_unfetched.gone": {
		en: "The images were generated, but the backend's copy was lost. Your input is kept. Retry to generate them again; you may be billed again.",
		zh: "图片已生成，但后端的副本已丢失，输入内容已保留。重试将重新生成，可能会再次计费。",
	},
	"result_unfetched.reply_too_large": {
		en: "An image was generated, but it is over 100 MB and was not downloaded. Your input is kept. Choose a smaller size or another file format, then retry; you may be billed again.",
		zh: "图片已生成，但超过 100 MB，未下载，输入内容已保留。请选择较小的尺寸或其他格式后重试，可能会再次计费。",
	},
	reply_too_large: {
		en: "The response exceeds the limit of 512 MB, so it was not downloaded. Your input is kept. Request fewer or smaller images, then retry; you may be billed again.",
		zh: "返回内容超过 512 MB 的上限，因此未接收，输入内容已保留。请减少数量或尺寸后重试，可能会再次计费。",
	},
	dns_failed: {
		en: "The endpoint's host name could not be resolved. Nothing was sent; your input is kept. Check the address and the network, then retry.",
		zh: "无法解析端点的域名，未发送任何内容，输入内容已保留。请检查地址拼写和网络后重试。",
	},
	tls_failed: {
		en: "The endpoint's certificate or encryption is not accepted. Nothing was sent; your input is kept. Check the address and its certificate, then retry.",
		zh: "端点的证书或加密不被接受，未发送任何内容，输入内容已保留。请检查地址及其证书后重试。",
	},
	proxy_failed: {
		en: "This computer's proxy refused the connection or is not available. Nothing was sent; your input is kept. Check the proxy settings, then retry.",
		zh: "本机的代理拒绝了连接或不可用，未发送任何内容，输入内容已保留。请检查代理设置后重试。",
	},
	offline: {
		en: "You are offline. Nothing was sent; your input is kept. Connect to the network, then retry.",
		zh: "网络未连接，未发送任何内容，输入内容已保留。请联网后重试。",
	},
	journal_full: {
		en: "Too many finished results are waiting to be saved, so no new task was started. All results are kept. Open the library so that they can be saved, then retry.",
		zh: "等待保存的结果过多，因此未开始新的任务，所有结果均已保留。请打开图库以保存结果后重试。",
	},
	"timeout.connect": {
		en: "The connection to the endpoint timed out. Nothing was sent; your input is kept. Check the address and the network, then retry.",
		zh: "连接端点超时，未发送任何内容，输入内容已保留。请检查地址和网络后重试。",
	},
	"timeout.body": {
		en: "The response started but was not completed in time. Your input is kept. Retry; you may be billed again.",
		zh: "响应已开始，但未能及时传完，输入内容已保留。可以重试，可能会再次计费。",
	},
	job_unknown: {
		en: "The backend has no record of this request. Your input is kept. Retry to send it again.",
		zh: "后端已没有该请求的记录，输入内容已保留。重试将重新发送。",
	},
	timeout: {
		en: "The endpoint took too long to respond. Your input is kept. Retry; you may be billed again.",
		zh: "端点响应超时，输入内容已保留。可以重试，可能会再次计费。",
	},
	cancelled: { en: "Cancelled. Your input is kept.", zh: "已取消，输入内容已保留。" },
	internal: {
		en: "An internal error occurred. Your input is kept. Retry, or see the log for details.",
		zh: "发生内部错误，输入内容已保留。请重试，详情见日志。",
	},
	backend_unavailable: {
		en: "The backend is not running, so a custom endpoint cannot be used. Your input is kept. Restart HaloForge or the development host.",
		zh: "后端未运行，无法使用自定义端点，输入内容已保留。请重启 HaloForge 或开发宿主。",
	},
	gateway_unavailable: {
		en: "HaloForge Cloud is not available. Your input is kept. Sign in to HaloForge or set up a custom endpoint.",
		zh: "HaloForge 云不可用，输入内容已保留。请登录 HaloForge 或设置自定义端点。",
	},
	quota: {
		en: "Storage is full. Nothing was deleted, and finished results are kept. Delete images or tasks you no longer need, or free up disk space, then try again.",
		zh: "存储空间已满。未删除任何内容，已完成的结果会保留。请删除不再需要的图片或任务，或释放磁盘空间，然后重试。",
	},
	library_unreadable: {
		en: "The library cannot be opened in this window. Nothing was changed. Close other Image Studio windows and reopen this one.",
		zh: "此窗口无法打开图库，未做任何更改。请关闭其他图像工作室窗口后重新打开。",
	},
	record_damaged: {
		en: "This stored entry is damaged and cannot be read. It was left unchanged, and everything else works.",
		zh: "此存储条目已损坏，无法读取。它未作更改，其余一切正常。",
	},
	library_version: {
		en: "This library was created by a newer version of Image Studio. Nothing in it was changed. Reload this window, or update Image Studio.",
		zh: "此图库由更新版本的图像工作室创建，其中的内容未作任何更改。请重新加载此窗口，或更新图像工作室。",
	},
	document_elsewhere: {
		en: "This image is open in another Image Studio window. Nothing was changed. Continue in that window, or close the image there first.",
		zh: "该图片已在另一个图像工作室窗口中打开，未做任何更改。请在那里继续，或先在那里关闭它。",
	},
	result_unreachable: {
		en: "The result is ready, but its address does not allow this page to read it. Your input is kept. Find the result in your HaloForge Cloud outputs.",
		zh: "结果已生成，但其地址不允许此页面读取，输入内容已保留。可在 HaloForge 云的输出中找到它。",
	},
	interrupted: {
		en: "Image Studio was closed before a response arrived. Your input is kept. Retry to send it again; you may be billed again.",
		zh: "图像工作室在收到响应之前已关闭，输入内容已保留。重试将重新发送，可能会再次计费。",
	},
	former_picture: {
		en: "The earlier version saved only this image's address, and the image is no longer available there. The task and its other content are kept.",
		zh: "早期版本只保存了该图片的地址，而图片已不在该地址。任务及其余内容均已保留。",
	},
	"interrupted.found": {
		en: "Image Studio was closed before a response arrived, but your HaloForge Cloud outputs contain matching images. Your input is kept. Add them to the library; retrying would be billed again.",
		zh: "图像工作室在收到响应之前已关闭，但您的 HaloForge 云输出中有相符的图片，输入内容已保留。请将其添加到图库；重试会再次计费。",
	},
	"interrupted.unsent": {
		en: "Image Studio was closed before the request was sent. Nothing was sent; your input is kept. Retry to send it.",
		zh: "图像工作室在请求发出之前已关闭。未发送任何内容，输入内容已保留。重试将发送请求。",
	},
	"interrupted.sent": {
		en: "The backend stopped while this task was running. The request was sent and may be billed. If a result arrives, the backend keeps it, and it is added to the library when you reopen Image Studio. Your input is kept.",
		zh: "任务运行时后端停止。请求已发送，可能会计费。若结果返回，后端会保留，重新打开图像工作室后会添加到图库。输入内容已保留。",
	},
};

export interface DescribableError {
	readonly code: string;
	readonly message: string;
	readonly details?: Readonly<Record<string, string | number | boolean>>;
}

/** Sizes are worth saying beside the sentence: they are what the person can compare. */
const SIZES: Phrase = {
	en: "Mask {mask_width} × {mask_height}, image {image_width} × {image_height}.",
	zh: "蒙版 {mask_width} × {mask_height}，图片 {image_width} × {image_height}。",
};

/** So is the pause that a provider asks for. */
const PAUSE: Phrase = {
	en: "The provider asks to wait {seconds} s before retrying.",
	zh: "服务方要求等待 {seconds} 秒。",
};

/** Which setting it is, in the provider's name for it. */
const SETTING: Phrase = { en: "Setting: {param}.", zh: "相关设置：{param}。" };

/** What the details add to the code, as the words' names have it; a variant without words of its own is no variant. */
function variantOf({ code, details = {} }: DescribableError): string {
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
function pauseOf({ details }: DescribableError): string | undefined {
	if (typeof details?.retry_after_ms === "number") return String(Math.ceil(details.retry_after_ms / 1000));
	const seconds = String(details?.retry_after ?? "").trim();
	return /^\d{1,6}$/.test(seconds) ? seconds : undefined;
}

export function describeErrorRecord(error: DescribableError, locale: Locale): string {
	const words = ERROR_STRINGS[`${error.code}.${variantOf(error)}`] ?? ERROR_STRINGS[error.code];
	if (!words) return error.message;
	const sentence = words[locale];
	const details = Object.fromEntries(Object.entries(error.details ?? {}).map(([name, value]) => [name, String(value)]));
	const more = moreOf(error, details, locale);
	return more === undefined ? sentence : `${sentence}${locale === "zh" ? "" : " "}${more}`;
}

/** What the person can compare, wait for or look up. */
function moreOf(error: DescribableError, details: Readonly<Record<string, string>>, locale: Locale): string | undefined {
	const hasSizes = ["mask_width", "mask_height", "image_width", "image_height"].every((name) => name in details);
	if (hasSizes) return fill(SIZES[locale], details);
	const param =
		error.code === "param_refused" ? details.param : error.code === "field_invalid" ? details.field : undefined;
	if (param) return fill(SETTING[locale], { param });
	const seconds = pauseOf(error);
	return seconds ? fill(PAUSE[locale], { seconds }) : undefined;
}

/** What happened, without what was kept and what to do: for where there is little room. */
export function describeErrorShortly(error: DescribableError, locale: Locale): string {
	const sentence = describeErrorRecord(error, locale).split(locale === "zh" ? "。" : /\.(?=\s|$)/)[0] ?? error.message;
	// In Chinese what was kept or spent stands behind a comma of the same sentence.
	return sentence.replace(/[，；][^，；]*(?:保留|未发送|未生成|计费|费用|未做|未作).*$/, "");
}
