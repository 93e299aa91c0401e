// The full view of images. `{name}` takes a parameter.
import type { Phrase } from "./phrase";

export const LIGHTBOX_STRINGS = {
	"lightbox.title": { en: "Full view", zh: "全屏查看" },
	"lightbox.open": { en: "Full view (F)", zh: "全屏查看（F）" },
	"lightbox.count": { en: "{number} of {total}", zh: "第 {number} / {total} 张" },
	"lightbox.before": { en: "Before", zh: "修改前" },
	"lightbox.previous": { en: "Previous image (←)", zh: "上一张（←）" },
	"lightbox.next": { en: "Next image (→)", zh: "下一张（→）" },
	"lightbox.zoomIn": { en: "Zoom in (+)", zh: "放大（+）" },
	"lightbox.zoomOut": { en: "Zoom out (−)", zh: "缩小（−）" },
	"lightbox.fit": { en: "Fit (0) or actual size (1): {zoom}", zh: "适合窗口（0）或实际大小（1）：{zoom}" },
	"lightbox.compare": { en: "Compare two (C)", zh: "对比两张（C）" },
	"lightbox.swap": { en: "Swap, hold to preview (X)", zh: "交换，按住可临时查看（X）" },
} as const satisfies Record<string, Phrase>;
