// The empty studio: the first steps, the sample image and example prompts.
import type { Phrase } from "./phrase";

export const FIRST_RUN_STRINGS = {
	"firstRun.edit": { en: "Edit an image", zh: "编辑图片" },
	"firstRun.edit.hint": {
		en: "Paint a mask over what should change. Every other pixel stays the same.",
		zh: "用蒙版涂抹要修改的部分，其余每个像素都保持不变。",
	},
	"firstRun.choose": { en: "Choose image…", zh: "选择图片…" },
	"firstRun.drop": { en: "or drop or paste an image", zh: "也可拖放或粘贴图片" },
	"firstRun.sample": { en: "Try the sample image", zh: "试用示例图片" },
	"firstRun.sample.name": { en: "Sample: lake at dusk", zh: "示例：黄昏的湖" },
	"firstRun.sample.prompt": {
		en: "a white paper boat, reflected in the water",
		zh: "一只白色纸船，倒映在水中",
	},
	"firstRun.generate": { en: "Generate an image", zh: "生成图片" },
	"firstRun.generate.hint": {
		en: "Enter a prompt below, or start with an example.",
		zh: "在下方输入提示词，或从示例开始。",
	},
	"firstRun.promptReplaced": { en: "Your prompt was replaced", zh: "提示词已替换" },
	"firstRun.example.1": {
		en: "a lighthouse in a snowstorm, lit from within, oil painting",
		zh: "暴风雪中亮着灯的灯塔，油画",
	},
	"firstRun.example.2": {
		en: "a teapot shaped like a snail, studio photograph",
		zh: "蜗牛形状的茶壶，影棚摄影",
	},
	"firstRun.example.3": { en: "a quiet street in Kyoto after rain, at dusk", zh: "雨后黄昏的京都小巷" },
	"firstRun.tasksHint": {
		en: "Each result keeps its prompt and settings, so you can view, compare and reuse it.",
		zh: "每个结果都保留提示词与设置，可查看、对比和复用。",
	},
	"firstRun.recent": { en: "Continue with a recent image", zh: "继续编辑最近的图片" },
	"firstRun.begin": { en: "Open an image, or describe a new one below", zh: "打开图片，或在下方描述一张新图片" },
	"firstRun.dropOrDescribe": {
		en: "or drop or paste an image, or describe a new one below",
		zh: "也可拖放或粘贴图片，或在下方描述一张新图片",
	},
	"firstRun.introduction": { en: "Show the introduction", zh: "显示入门介绍" },
	"firstRun.connect": { en: "Connect an endpoint", zh: "连接端点" },
	"firstRun.connect.hint": {
		en: "Enter an address and a key. The key stays in the backend.",
		zh: "填写地址与密钥，密钥仅存于后端。",
	},
	"firstRun.connect.button": { en: "Connect…", zh: "连接…" },
	"firstRun.connected": { en: "Connected", zh: "已连接" },
} as const satisfies Readonly<Record<string, Phrase>>;
