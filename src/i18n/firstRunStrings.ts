// What the empty studio says.
import type { Phrase } from "./phrase";

export const FIRST_RUN_WORDS = {
	"first.edit": { en: "Change a picture", zh: "修改图片" },
	"first.edit.how": {
		en: "Paint over what should change. The rest keeps every pixel.",
		zh: "涂抹要修改的部分，其余每个像素都保持不变。",
	},
	"first.choose": { en: "Choose a picture…", zh: "选择图片…" },
	"first.drop": { en: "or drop or paste one", zh: "也可拖放或粘贴" },
	"first.sample": { en: "Try the sample picture", zh: "试用示例图片" },
	"first.sample.name": { en: "Sample: lake at dusk", zh: "示例：黄昏的湖" },
	"first.sample.prompt": {
		en: "a white paper boat, reflected in the water",
		zh: "一只白色纸船，倒映在水中",
	},
	"first.words": { en: "Make one from words", zh: "用文字生成" },
	"first.words.how": { en: "Write below, or begin with one of these.", zh: "在下方书写，或从这些开始。" },
	"first.words.replaced": { en: "Your prompt was replaced", zh: "提示词已替换" },
	"first.words.1": {
		en: "a lighthouse in a snowstorm, lit from within, oil painting",
		zh: "暴风雪中亮着灯的灯塔，油画",
	},
	"first.words.2": {
		en: "a teapot shaped like a snail, studio photograph",
		zh: "蜗牛形状的茶壶，影棚摄影",
	},
	"first.words.3": { en: "a quiet street in Kyoto after rain, at dusk", zh: "雨后黄昏的京都小巷" },
	"first.tasks": {
		en: "Each with its words and settings, to look at, compare and use again.",
		zh: "每项都附带描述与设置，可查看、比较和再次使用。",
	},
	"first.connect": { en: "Connect an endpoint", zh: "连接端点" },
	"first.connect.how": {
		en: "An address and a key. The key stays in the backend.",
		zh: "填写地址与密钥，密钥仅存于后端。",
	},
	"first.connect.go": { en: "Connect…", zh: "连接…" },
	"first.connected": { en: "Connected", zh: "已连接" },
} as const satisfies Readonly<Record<string, Phrase>>;
