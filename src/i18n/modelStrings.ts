// Reasons why a model does not support a setting, and shutdown notices. `{name}` takes a parameter.
import type { Phrase } from "./phrase";

const define = <K extends string>(phrases: Record<K, Phrase>): Readonly<Record<K, Phrase>> => phrases;

export const MODEL_STRINGS = define({
	missing: { en: "{model} does not support “{param}”.", zh: "{model} 不支持“{param}”设置。" },
	value: { en: "{model} supports only {values} here.", zh: "{model} 在此处只支持 {values}。" },
	edit: { en: "{model} can only generate new images, not edit them.", zh: "{model} 只能生成新图片，不能编辑。" },
	mask: { en: "{model} does not support masks.", zh: "{model} 不支持蒙版。" },
	images: { en: "{model} accepts at most {count} images.", zh: "{model} 最多接受 {count} 张图片。" },
	n: { en: "{model} generates at most {count} images per request.", zh: "{model} 每次请求最多生成 {count} 张图片。" },
	prompt: { en: "{model} accepts prompts of at most {count} characters.", zh: "{model} 的提示词最多 {count} 个字符。" },
	compression: {
		en: "PNG is lossless. Choose JPEG or WebP to set the compression.",
		zh: "PNG 为无损格式，请选择 JPEG 或 WebP 以设置压缩率。",
	},
	transparentJpeg: {
		en: "JPEG does not support transparency. Choose PNG or WebP.",
		zh: "JPEG 不支持透明，请选择 PNG 或 WebP。",
	},
	azureWebp: { en: "Azure does not support WebP.", zh: "Azure 不支持 WebP。" },
	markupMask: { en: "Use either a mask or a coloured drawing, not both.", zh: "蒙版与彩色标注只能选择其一。" },
	sizeName: { en: "Enter a size such as 1536x1024.", zh: "请按 1536x1024 的格式输入尺寸。" },
	sizeAuto: { en: "{model} requires a size.", zh: "{model} 需要指定尺寸。" },
	sizeListed: { en: "{model} supports {values}.", zh: "{model} 只支持 {values}。" },
	sizeMultiple: { en: "Width and height must be multiples of {count}.", zh: "宽和高都必须是 {count} 的倍数。" },
	sizeEdge: { en: "Width and height must not exceed {count}.", zh: "宽和高都不得超过 {count}。" },
	sizeRatio: {
		en: "The aspect ratio must not exceed {count} to 1.",
		zh: "宽高比不得超过 {count} 比 1。",
	},
	sizeSmall: { en: "This size has too few pixels for {model}.", zh: "该尺寸的像素数低于 {model} 的下限。" },
	sizeLarge: { en: "This size has too many pixels for {model}.", zh: "该尺寸的像素数超出 {model} 的上限。" },
	sizeNearest: { en: "{reason} The nearest size is {nearest}.", zh: "{reason}最接近的尺寸是 {nearest}。" },
	managed: {
		en: "HaloForge Cloud does not support “{param}”.",
		zh: "HaloForge 云不支持“{param}”设置。",
	},
	codex: {
		en: "Codex CLI compatibility omits quality.",
		zh: "Codex CLI 兼容模式不发送质量参数。",
	},
	fidelityNew: {
		en: "Only available when images are attached.",
		zh: "仅在附带图片时可用。",
	},
	shutDown: { en: "{model} was shut down on {date}.", zh: "{model} 已于 {date} 停用。" },
	shutsDown: { en: "{model} will be shut down on {date}.", zh: "{model} 将于 {date} 停用。" },
});

export type ModelStringKey = keyof typeof MODEL_STRINGS;

/** Names of the settings inside such a sentence. */
export const PARAMETER_NAMES = define({
	size: { en: "size", zh: "尺寸" },
	quality: { en: "quality", zh: "质量" },
	background: { en: "background", zh: "背景" },
	format: { en: "file format", zh: "文件格式" },
	compression: { en: "compression", zh: "压缩率" },
	moderation: { en: "moderation", zh: "审核" },
	fidelity: { en: "input fidelity", zh: "输入保真度" },
	style: { en: "style", zh: "风格" },
	markup: { en: "coloured drawing", zh: "彩色标注" },
	streaming: { en: "streaming previews", zh: "流式预览" },
	responseFormat: { en: "response format", zh: "返回格式" },
});

type Value = string | number | Phrase;

/** The phrase in both languages, its parameters filled in. */
export function modelPhrase(key: ModelStringKey, values: Readonly<Record<string, Value | undefined>>): Phrase {
	const fill = (language: keyof Phrase): string =>
		MODEL_STRINGS[key][language].replace(/\{(\w+)\}/g, (_, name: string) => {
			const value = values[name] ?? "";
			return String(typeof value === "object" ? value[language] : value);
		});
	return { en: fill("en"), zh: fill("zh") };
}
