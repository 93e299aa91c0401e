// Why a setting is not offered for a model, and what is about to be shut down. `{name}` takes a parameter.
import type { Phrase } from "./phrase";

const define = <K extends string>(words: Record<K, Phrase>): Readonly<Record<K, Phrase>> => words;

export const MODEL_WORDS = define({
	missing: { en: "{model} has no setting “{param}”.", zh: "{model} 没有“{param}”设置。" },
	value: { en: "{model} takes {values} here.", zh: "{model} 在此处只接受 {values}。" },
	edit: { en: "{model} makes new pictures only; it cannot edit.", zh: "{model} 只能生成新图片，不能编辑。" },
	mask: { en: "{model} takes no mask.", zh: "{model} 不支持蒙版。" },
	images: { en: "{model} takes {count} pictures at most.", zh: "{model} 最多接受 {count} 张图片。" },
	n: { en: "{model} makes {count} pictures a call at most.", zh: "{model} 每次最多生成 {count} 张图片。" },
	prompt: { en: "{model} reads {count} characters at most.", zh: "{model} 最多读取 {count} 个字符。" },
	compression: {
		en: "PNG is never lossy: choose JPEG or WebP to set the compression.",
		zh: "PNG 始终无损：请选择 JPEG 或 WebP 以设置压缩率。",
	},
	transparentJpeg: {
		en: "JPEG has no transparency: choose PNG or WebP.",
		zh: "JPEG 不支持透明：请选择 PNG 或 WebP。",
	},
	azureWebp: { en: "Azure makes no WebP.", zh: "Azure 不支持 WebP。" },
	markupMask: { en: "Either a mask or a markup, not both.", zh: "蒙版与标注只能选择其一。" },
	sizeName: { en: "A size is written as 1536x1024.", zh: "尺寸应写作 1536x1024。" },
	sizeAuto: { en: "{model} needs a size.", zh: "{model} 需要指定尺寸。" },
	sizeListed: { en: "{model} makes {values}.", zh: "{model} 只支持 {values}。" },
	sizeMultiple: { en: "Both edges must be multiples of {count}.", zh: "两边都必须是 {count} 的倍数。" },
	sizeEdge: { en: "No edge may be longer than {count}.", zh: "任何一边都不得超过 {count}。" },
	sizeRatio: {
		en: "The long edge may be {count} times the short one at most.",
		zh: "长边最多为短边的 {count} 倍。",
	},
	sizeSmall: { en: "That is too few pixels for {model}.", zh: "对 {model} 而言像素过少。" },
	sizeLarge: { en: "That is too many pixels for {model}.", zh: "对 {model} 而言像素过多。" },
	sizeNearest: { en: "{reason} The nearest size is {nearest}.", zh: "{reason}最接近的尺寸是 {nearest}。" },
	managed: {
		en: "HaloForge Cloud has no setting “{param}”.",
		zh: "HaloForge 云没有“{param}”设置。",
	},
	codex: {
		en: "Codex CLI compatibility leaves the quality out.",
		zh: "Codex CLI 兼容模式不发送质量参数。",
	},
	fidelityNew: {
		en: "Only where pictures go along.",
		zh: "仅在附带图片时可用。",
	},
	shutDown: { en: "{model} was shut down on {date}.", zh: "{model} 已于 {date} 停用。" },
	shutsDown: { en: "{model} will be shut down on {date}.", zh: "{model} 将于 {date} 停用。" },
});

export type ModelWord = keyof typeof MODEL_WORDS;

/** What the settings are called inside such a sentence. */
export const PARAM_WORDS = define({
	size: { en: "size", zh: "尺寸" },
	quality: { en: "quality", zh: "质量" },
	background: { en: "background", zh: "背景" },
	format: { en: "file format", zh: "文件格式" },
	compression: { en: "compression", zh: "压缩率" },
	moderation: { en: "moderation", zh: "审核" },
	fidelity: { en: "input fidelity", zh: "输入保真度" },
	style: { en: "style", zh: "风格" },
	markup: { en: "markup", zh: "标注" },
	streaming: { en: "streaming previews", zh: "流式预览" },
	responseFormat: { en: "response format", zh: "返回格式" },
});

type Value = string | number | Phrase;

/** The phrase in both languages, its parameters filled in. */
export function modelPhrase(word: ModelWord, values: Readonly<Record<string, Value | undefined>>): Phrase {
	const fill = (language: keyof Phrase): string =>
		MODEL_WORDS[word][language].replace(/\{(\w+)\}/g, (_, name: string) => {
			const value = values[name] ?? "";
			return String(typeof value === "object" ? value[language] : value);
		});
	return { en: fill("en"), zh: fill("zh") };
}
