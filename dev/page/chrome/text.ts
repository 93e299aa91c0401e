// The strings of the development host in English and Chinese. The plugin has its own.
import { type HostLocale, useHost } from "../host/state";

const TEXT = {
	home: { en: "Home", zh: "主页" },
	homeHint: {
		en: "Another module is shown and Image Studio is unmounted. Its running tasks must continue.",
		zh: "当前显示其他模块，图像工作室已卸载，其任务应继续运行。",
	},
	back: { en: "Back", zh: "后退" },
	forward: { en: "Forward", zh: "前进" },
	toLight: { en: "Light theme", zh: "浅色主题" },
	toDark: { en: "Dark theme", zh: "深色主题" },
	language: { en: "Language", zh: "语言" },
	log: { en: "Log", zh: "日志" },
	settings: { en: "Settings", zh: "设置" },
	deepLink: { en: "Deep link", zh: "深层链接" },
	open: { en: "Open", zh: "打开" },
	close: { en: "Close", zh: "关闭" },
	noLines: { en: "No lines yet", zh: "暂无日志" },
	allLevels: { en: "All levels", zh: "所有级别" },
	warnAndError: { en: "Warnings and errors", zh: "警告和错误" },
	saved: { en: "Saved", zh: "已保存" },
	backendUp: { en: "Backend running", zh: "后端运行中" },
	backendNone: { en: "No backend: mock gateway only", zh: "无后端：仅模拟网关" },
	backendLost: { en: "Backend lost", zh: "后端已断开" },
	lostBanner: {
		en: "The devhost is not responding: it has stopped or crashed. Restart it with npm start.",
		zh: "devhost 无响应：已停止或崩溃。请用 npm start 重新启动。",
	},
	notRegistered: { en: "Plugin not registered", zh: "插件未注册" },
	loading: { en: "Loading the plugin…", zh: "正在加载插件…" },
	crashed: { en: "The plugin panel failed", zh: "插件面板出错" },
	retry: { en: "Reload plugin", zh: "重新加载插件" },
} satisfies Record<string, Record<HostLocale, string>>;

export function useText(): (key: keyof typeof TEXT) => string {
	const locale = useHost((state) => state.locale);
	return (key) => TEXT[key][locale];
}
