// The plugin's settings, stored by HaloForge and shown in its Plugin Manager. Without a host they are in localStorage,
// so that everything works in a plain page. They never contain an API key, which the backend stores.
import { invokeHost } from "@haloforge/plugin-sdk";
import { isTauri } from "@tauri-apps/api/core";
import { PLUGIN_ID } from "./contract";
import { choice, flag, initialValues, integer, labelled, readValues, text, type ValuesOf } from "./settingDefinitions";

export type GatewayMode = "auto" | "cloud" | "custom";

/** To show a setting in HaloForge's Plugin Manager as well, add it to settings_schema in manifest.json. */
export const PLUGIN_SETTINGS = {
	default_model: labelled({ en: "Default model", zh: "默认模型" }, text("gpt-image-2")),
	default_size: labelled({ en: "Default size", zh: "默认尺寸" }, text("1024x1024")),
	/** "auto": the parameter is not sent; the same for the format. */
	default_quality: labelled({ en: "Quality", zh: "质量" }, text("auto")),
	default_count: labelled({ en: "Count", zh: "数量" }, integer(1)),
	default_format: labelled({ en: "File format", zh: "文件格式" }, text("auto")),
	gateway_mode: choice<GatewayMode>("auto", "cloud", "custom"),
	response_format_b64_json: flag(false),
	notify_when_hidden: labelled(
		{ en: "Notify when a task ends while the studio is hidden", zh: "工作室隐藏时任务结束后通知" },
		flag(true),
	),
	/** A copy of the library's records in the backend after each day of use. Off at first: it holds prompts. */
	daily_library_copy: labelled({ en: "Daily copy of the library records", zh: "每日备份图库记录" }, flag(false)),
	/** The backend keeps finished results for this time, so that a lost library can be refilled; 0: not kept. */
	keep_results_days: labelled({ en: "Days to keep finished results", zh: "保留已完成结果的天数" }, integer(7)),
	keep_results_mb: labelled({ en: "Disk space for kept results", zh: "保留结果占用的磁盘空间" }, integer(1000)),
	/** Deleted tasks and documents stay in the bin for this time; 0: until the user empties it. */
	bin_days: labelled({ en: "Days to keep deleted tasks and images", zh: "保留已删除任务和图片的天数" }, integer(30)),
	/** Saved pictures carry the prompt and the settings that they were made with. */
	write_picture_record: labelled(
		{ en: "Write prompt and settings into saved images", zh: "将提示词和设置写入保存的图片" },
		flag(true),
	),
	write_picture_mask: labelled({ en: "Write the mask into saved images", zh: "将蒙版写入保存的图片" }, flag(false)),
	/** Signed content credentials, which writing anything else into the file would make invalid. */
	keep_credentials: labelled({ en: "Keep content credentials of providers", zh: "保留提供方的内容凭证" }, flag(true)),
	/** The backend's limit for all responses that it receives and all images that it checks at a time. */
	memory_budget_mb: labelled({ en: "Memory for responses", zh: "处理响应的内存" }, integer(512)),
	/** Paths of the two files of a SAM-family model; both empty: objects cannot be selected by a click. */
	segmentation_encoder: labelled({ en: "Image encoder", zh: "图像编码器" }, text("")),
	segmentation_decoder: labelled({ en: "Mask decoder", zh: "蒙版解码器" }, text("")),
};

export interface StudioSettings extends ValuesOf<typeof PLUGIN_SETTINGS> {
	/**
	 * A custom endpoint is active, or none is. From the backend's part of the settings, which can be read while it is not
	 * running. Absent: the settings do not say, because the host's form has stored its own fields alone.
	 */
	readonly has_endpoint?: boolean;
}

export const DEFAULT_SETTINGS: StudioSettings = initialValues(PLUGIN_SETTINGS);

const LOCAL_KEY = "image-studio.settings";

/** Uses valid values and fills in defaults for the rest. */
export function readSettings(stored: unknown): StudioSettings {
	const active = (stored as { active_profile?: unknown } | null | undefined)?.active_profile;
	return { ...readValues(PLUGIN_SETTINGS, stored), ...(active === undefined ? {} : { has_endpoint: Boolean(active) }) };
}

/** null: the host has not answered, and nothing is stored here, so that the user's choices are not known. */
export async function loadSettings(): Promise<StudioSettings | null> {
	try {
		return readSettings(await invokeHost("plugin_get_settings", { pluginId: PLUGIN_ID }));
	} catch {
		const local = readLocal();
		return local === null && isTauri() ? null : readSettings(local);
	}
}

/** Preserves fields that other versions or the host's form have stored. Rejects if the settings cannot be stored. */
export async function saveSettings(change: Partial<StudioSettings>): Promise<StudioSettings> {
	const host = await invokeHost<object | null>("plugin_get_settings", { pluginId: PLUGIN_ID }).catch(() => undefined);
	const settings = { ...(host === undefined ? (readLocal() as object | null) : host), ...change };
	if (host === undefined) localStorage.setItem(LOCAL_KEY, JSON.stringify(settings));
	else await invokeHost("plugin_save_settings", { pluginId: PLUGIN_ID, settings });
	return readSettings(settings);
}

/** null: nothing is stored, or nothing that can be read. */
function readLocal(): unknown {
	try {
		return JSON.parse(localStorage.getItem(LOCAL_KEY) ?? "null");
	} catch {
		return null;
	}
}
