// Messages for errors of the connection to the provider and of its replies.
import type { Phrase } from "./phrase";

export const PROVIDER_ERROR_STRINGS = {
	key_rejected: {
		en: "The endpoint refused the key. Your input is kept. Check the key in Settings, then retry.",
		zh: "端点拒绝了密钥，输入内容已保留。请在设置中检查密钥后重试。",
	},
	"key_rejected.unsent": {
		en: "The endpoint requires a key and none is set. Your input is kept. Enter the key in Settings, then retry.",
		zh: "端点需要密钥，但尚未设置，输入内容已保留。请在设置中填写密钥后重试。",
	},
	"key_rejected.no_database": {
		en: "The proxy (LiteLLM) has no database and accepts only its master key. Your input is kept. Enter the master key in Settings, then retry.",
		zh: "代理（LiteLLM）没有数据库，只接受主密钥，输入内容已保留。请在设置中填写主密钥后重试。",
	},
	provider_rejected: {
		en: "The provider refused the request. Your input is kept. Change the request as the provider's message says, then retry.",
		zh: "服务方拒绝了请求，输入内容已保留。请按服务方的说明修改后重试。",
	},
	"provider_rejected.limit": {
		en: "The provider's limit is reached: too many requests, or the quota is used up. Your input is kept. Wait a moment or check your plan with the provider, then retry.",
		zh: "已达到服务方的限制：请求过多或额度已用尽，输入内容已保留。请稍候或检查您的套餐，然后重试。",
	},
	"provider_rejected.not_found": {
		en: "The server could not find something that the request names, such as the model's deployment. The address is right; your input is kept. Choose another model or ask the server's operator, then retry.",
		zh: "服务器找不到请求中指定的内容，例如模型的部署。地址无误，输入内容已保留。请更换模型或联系服务器管理员后重试。",
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
	"provider_failed.streamed": {
		en: "The server failed while streaming was on; some servers, such as LiteLLM, cannot stream images. Your input is kept. Turn off streaming for this endpoint and retry; you may be billed again.",
		zh: "服务器在流式传输时出错；某些服务器（如 LiteLLM）不支持流式返回图片，输入内容已保留。请为此端点关闭流式传输后重试，可能会再次计费。",
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
	"model_unknown.proxy": {
		en: "The proxy has no model of this name in its configuration. Your input is kept. Choose a model that the proxy lists, or add this one to its configuration, then retry.",
		zh: "代理的配置中没有此名称的模型，输入内容已保留。请选择代理列出的模型，或将其加入配置后重试。",
	},
	param_refused: {
		en: "The provider does not accept one of the settings. No image was generated; your input is kept. Change or clear the setting, then retry.",
		zh: "服务方不接受其中一项设置，未生成任何图片，输入内容已保留。请修改或清除该项后重试。",
	},
	"param_refused.image_field": {
		en: "The server expects the images under another field name. No image was generated; your input is kept. Switch the image field name of this endpoint, then retry.",
		zh: "服务器要求图片使用另一个字段名，未生成任何图片，输入内容已保留。请切换此端点的图片字段名后重试。",
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
	"result_unfetched.damaged": {
		en: "The images were generated, but the backend's copy is damaged on its disk. Your input is kept. Retry to generate them again; you may be billed again.",
		zh: "图片已生成，但后端磁盘上的副本已损坏，输入内容已保留。重试将重新生成，可能会再次计费。",
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
	"tls_failed.wrong_name": {
		en: "The endpoint's certificate belongs to another host name, so the endpoint may not be the one you meant. Nothing was sent; your input is kept. Check the address, then retry.",
		zh: "端点的证书属于另一个域名，可能不是您要连接的端点，未发送任何内容，输入内容已保留。请检查地址后重试。",
	},
	"tls_failed.expired": {
		en: "The endpoint's certificate has expired or is not valid yet. Nothing was sent; your input is kept. Check this computer's date and time, or ask the operator to renew the certificate, then retry.",
		zh: "端点的证书已过期或尚未生效，未发送任何内容，输入内容已保留。请检查本机的日期和时间，或联系运营方更新证书后重试。",
	},
	"tls_failed.unknown_issuer": {
		en: "The endpoint's certificate comes from an issuer that this computer does not trust. Nothing was sent; your input is kept. Check the address, or install the issuer's certificate on this computer, then retry.",
		zh: "端点的证书由本机不信任的机构签发，未发送任何内容，输入内容已保留。请检查地址，或在本机安装该机构的证书后重试。",
	},
	proxy_failed: {
		en: "This computer's proxy refused the connection or is not available. Nothing was sent; your input is kept. Check the proxy settings, then retry.",
		zh: "本机的代理拒绝了连接或不可用，未发送任何内容，输入内容已保留。请检查代理设置后重试。",
	},
	offline: {
		en: "You are offline. Nothing was sent; your input is kept. Connect to the network, then retry.",
		zh: "网络未连接，未发送任何内容，输入内容已保留。请联网后重试。",
	},
	"timeout.connect": {
		en: "The connection to the endpoint timed out. Nothing was sent; your input is kept. Check the address and the network, then retry.",
		zh: "连接端点超时，未发送任何内容，输入内容已保留。请检查地址和网络后重试。",
	},
	"timeout.body": {
		en: "The response started but was not completed in time. Your input is kept. Retry; you may be billed again.",
		zh: "响应已开始，但未能及时传完，输入内容已保留。可以重试，可能会再次计费。",
	},
	timeout: {
		en: "The endpoint took too long to respond. Your input is kept. Retry; you may be billed again.",
		zh: "端点响应超时，输入内容已保留。可以重试，可能会再次计费。",
	},
} as const satisfies Readonly<Record<string, Phrase>>;
