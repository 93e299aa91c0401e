// What the pages of the settings say; the words about endpoints are among the strings.
import type { Phrase } from "./strings";

export const SETTINGS_WORDS = {
	"settings.section.gateway": { en: "Gateway", zh: "网关" },
	"settings.section.defaults": { en: "Defaults", zh: "默认值" },
	"settings.section.appearance": { en: "Appearance", zh: "外观" },
	"settings.reset": { en: "Reset this page", zh: "重置本页" },
	"settings.modeHint.auto": {
		en: "Your own endpoint where one is set up, else HaloForge Cloud.",
		zh: "已设置自定义端点时使用该端点，否则使用 HaloForge 云。",
	},
	"settings.modeHint.custom": {
		en: "Always your own endpoint; never HaloForge Cloud.",
		zh: "始终使用自定义端点，绝不使用 HaloForge 云。",
	},
	"settings.modeHint.cloud": { en: "Always HaloForge Cloud.", zh: "始终使用 HaloForge 云。" },
	"settings.defaultsHint": {
		en: "Asked for unless the prompt bar says otherwise.",
		zh: "提示词栏未另行选择时采用。",
	},
	"settings.ownModel": {
		en: "The endpoint in use has a model of its own, which comes first: {model}",
		zh: "当前端点设有自己的模型，优先采用：{model}",
	},
	"settings.asHost": { en: "As HaloForge", zh: "跟随 HaloForge" },
	"settings.theme": { en: "Theme", zh: "主题" },
	"settings.theme.dark": { en: "Dark", zh: "深色" },
	"settings.theme.light": { en: "Light", zh: "浅色" },
	"settings.language": { en: "Language", zh: "语言" },
	"settings.columns": { en: "Columns beside the canvas", zh: "画布旁的列数" },
	"settings.galleryColumns": { en: "Columns in the gallery", zh: "图库的列数" },
	"settings.columns.auto": { en: "As many as fit", zh: "自动适应" },
	"settings.motion": {
		en: "Motion follows your system: where it asks for less, nothing moves.",
		zh: "动效跟随系统设置：系统要求减少动效时，界面保持静止。",
	},
} as const satisfies Readonly<Record<string, Phrase>>;
