// The dialog that lists the outputs saved in the HaloForge Cloud account. `{name}` takes a parameter.
import type { Phrase } from "./phrase";

export const CLOUD_OUTPUT_STRINGS = {
	"cloudOutputs.title": { en: "HaloForge Cloud outputs", zh: "HaloForge 云输出" },
	"cloudOutputs.show": { en: "Show HaloForge Cloud outputs", zh: "显示 HaloForge 云输出" },
	"cloudOutputs.empty": { en: "No saved outputs in your account yet.", zh: "账户中还没有已保存的输出。" },
	"cloudOutputs.loading": { en: "Loading outputs", zh: "正在加载输出" },
	"cloudOutputs.missing": { en: "No longer available", zh: "已不可用" },
	"cloudOutputs.inLibrary": { en: "In your library", zh: "已在图库中" },
	"cloudOutputs.addToLibrary": { en: "Add to library", zh: "添加到图库" },
	"cloudOutputs.openOnCanvas": { en: "Open on canvas", zh: "在画布上打开" },
	"cloudOutputs.importedPrompt": { en: "Imported from HaloForge Cloud", zh: "从 HaloForge 云导入" },
} as const satisfies Readonly<Record<string, Phrase>>;
