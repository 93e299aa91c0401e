// Messages for every error code of the backend and the page. Each says what happened, what was kept and what to do next.
// A key is an error code, or a code and a variant ("timeout.body"); describeErrorRecord.ts chooses the variant.
import type { Phrase } from "./phrase";
import { PROVIDER_ERROR_STRINGS } from "./providerErrorStrings";

export const ERROR_STRINGS: Readonly<Record<string, Phrase>> = {
	...PROVIDER_ERROR_STRINGS,
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
	key_misplaced: {
		en: "An API key is in a field where it does not belong. It was not saved and nothing was sent; your input is kept. Remove it there and enter it as API key in Settings.",
		zh: "有字段中误填了 API 密钥。密钥未保存，未发送任何内容，输入内容已保留。请将其删除，并在设置的 API 密钥栏中填写。",
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
	"file_unreadable.network": {
		en: "This file is on another computer, and Image Studio opens no network addresses. Nothing was read. Copy it to this computer, or connect the share as a drive, then open it there.",
		zh: "该文件位于另一台计算机，图像工作室不会打开网络地址，未读取任何内容。请先将其复制到本机，或将共享映射为驱动器后再打开。",
	},
	file_not_a_picture: {
		en: "This file is not a PNG, JPEG, WebP or other supported image. Nothing was changed. Choose another file.",
		zh: "该文件不是 PNG、JPEG、WebP 或其他支持的图片，未做任何更改。请选择其他文件。",
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
	"file_unwritable.network": {
		en: "This folder is on another computer, and Image Studio writes to no network addresses. Nothing was changed; the image is still in the library. Choose a folder on this computer, or connect the share as a drive.",
		zh: "该文件夹位于另一台计算机，图像工作室不会写入网络地址，未做任何更改，图片仍在图库中。请选择本机的文件夹，或将共享映射为驱动器。",
	},
	disk_full: {
		en: "The disk is full. Nothing new was sent; finished results are kept in memory until there is space. Free some space, then retry.",
		zh: "磁盘空间已满，未发送新的请求；已完成的结果暂存在内存中，直到有空间可写。请释放空间后重试。",
	},
	memory_budget: {
		en: "This needs more memory than the limit in Settings allows. Nothing was sent; your input is kept. Use a smaller image, or raise the limit in Settings › History & storage.",
		zh: "所需内存超过设置中的上限，未发送任何内容，输入内容已保留。请使用较小的图片，或在“设置 › 历史与存储”中提高上限。",
	},
	"memory_budget.sent": {
		en: "The response needs more memory than the limit in Settings allows, so it was not read; it may have been billed. Your input is kept. Raise the limit in Settings › History & storage, or request fewer images at a time.",
		zh: "响应所需内存超过设置中的上限，因此未被读取，可能已计费。输入内容已保留。请在“设置 › 历史与存储”中提高上限，或一次请求较少的图片。",
	},
	segmentation_file_unreadable: {
		en: "The segmentation model's {file} file cannot be read. The mask is unchanged. Choose the file again in Settings › Canvas.",
		zh: "无法读取分割模型文件（{file}），蒙版未作更改。请在“设置 › 画布”中重新选择该文件。",
	},
	segmentation_model_refused: {
		en: "The segmentation model's {file} file uses something that this version cannot run. The mask is unchanged. Choose a SAM, MobileSAM, EdgeSAM or SAM 2 export in float32.",
		zh: "分割模型文件（{file}）使用了此版本无法运行的内容，蒙版未作更改。请选择 float32 的 SAM、MobileSAM、EdgeSAM 或 SAM 2 导出文件。",
	},
	"segmentation_model_refused.not_onnx": {
		en: "The segmentation model's {file} file is not an ONNX file that can be read. The mask is unchanged. Choose the .onnx file of a SAM-family model with its weights inside.",
		zh: "分割模型文件（{file}）不是可读取的 ONNX 文件，蒙版未作更改。请选择内含权重的 SAM 系列 .onnx 文件。",
	},
	"segmentation_model_refused.too_large": {
		en: "The segmentation model's {file} file is larger than 1.5 GB. The mask is unchanged. Choose a smaller model, for example MobileSAM.",
		zh: "分割模型文件（{file}）超过 1.5 GB，蒙版未作更改。请选择较小的模型，例如 MobileSAM。",
	},
	"segmentation_model_refused.inputs": {
		en: "The segmentation model's {file} file has other inputs than SAM-family models: {names}. The mask is unchanged. Check that encoder and decoder are not swapped and belong together.",
		zh: "分割模型文件（{file}）的输入与 SAM 系列不符：{names}。蒙版未作更改。请检查编码器与解码器是否颠倒、是否配套。",
	},
	"segmentation_model_refused.outputs": {
		en: "The segmentation model's {file} file does not give the outputs of SAM-family models. The mask is unchanged. Check that encoder and decoder are not swapped and belong together.",
		zh: "分割模型文件（{file}）的输出与 SAM 系列不符，蒙版未作更改。请检查编码器与解码器是否颠倒、是否配套。",
	},
	segmentation_failed: {
		en: "The segmentation model stopped with an error. The mask is unchanged. Click elsewhere, or check the model in Settings › Canvas.",
		zh: "分割模型运行出错，蒙版未作更改。请单击其他位置，或在“设置 › 画布”中检查模型。",
	},
	journal_full: {
		en: "Too many finished results are waiting to be saved, so no new task was started. All results are kept. Open the library so that they can be saved, then retry.",
		zh: "等待保存的结果过多，因此未开始新的任务，所有结果均已保留。请打开图库以保存结果后重试。",
	},
	job_unknown: {
		en: "The backend has no record of this request. Your input is kept. Retry to send it again.",
		zh: "后端已没有该请求的记录，输入内容已保留。重试将重新发送。",
	},
	cancelled: { en: "Cancelled. Your input is kept.", zh: "已取消，输入内容已保留。" },
	internal: {
		en: "An internal error occurred. Your input is kept. Retry, or see the log for details.",
		zh: "发生内部错误，输入内容已保留。请重试，详情见日志。",
	},
	"internal.settings": {
		en: "The settings could not be saved: HaloForge did not store them. Settings and keys are kept as they were. Check the free disk space, then save again.",
		zh: "设置未能保存：HaloForge 没有存储。设置和密钥均已保留原样。请检查磁盘空间后重新保存。",
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
		en: "Storage is full. Nothing was deleted, and finished results are kept. Delete images or tasks you no longer need and empty the bin, or free up disk space, then try again.",
		zh: "存储空间已满。未删除任何内容，已完成的结果会保留。请删除不再需要的图片或任务并清空回收站，或释放磁盘空间，然后重试。",
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
