// HaloForge's managed image gateway behind the SDK. An absent bridge is a typed refusal, not an exception of the SDK's.
import {
	type EnterpriseGatewayApi,
	enterpriseGateway,
	type GatewayImageGenerationResult,
	type GatewayOutputAsset,
	type PluginGatewayImageEditFile,
	type PluginGatewayImageEditRequest,
	type PluginGatewayImageRequest,
} from "@haloforge/plugin-sdk";
import { StudioError, toStudioError } from "./errors";

export type ManagedResult = GatewayImageGenerationResult;
export type ManagedFile = PluginGatewayImageEditFile;
export type ManagedGenerateRequest = PluginGatewayImageRequest;
export type ManagedEditRequest = PluginGatewayImageEditRequest;
export type ManagedAsset = GatewayOutputAsset;

export interface ManagedBridge {
	isAvailable(): boolean;
	generateImages(request: ManagedGenerateRequest): Promise<ManagedResult>;
	editImages(request: ManagedEditRequest): Promise<ManagedResult>;
	/** What the account has saved, the newest first, that many at most. */
	listOutputs?(limit: number): Promise<readonly ManagedAsset[]>;
}

async function through<T>(ask: (api: EnterpriseGatewayApi) => Promise<T>): Promise<T> {
	let api: EnterpriseGatewayApi;
	try {
		api = enterpriseGateway();
	} catch (error) {
		throw new StudioError({ code: "gateway_unavailable", message: toStudioError(error).message });
	}
	try {
		return await ask(api);
	} catch (error) {
		throw toStudioError(error, "provider_failed");
	}
}

export const managedBridge: ManagedBridge = {
	isAvailable() {
		try {
			return typeof enterpriseGateway().generateImages === "function";
		} catch {
			return false;
		}
	},
	generateImages: (request) => through((api) => api.generateImages(request)),
	editImages: (request) => through((api) => api.editImages(request)),
	listOutputs: (limit) => through(async (api) => (await api.listOutputs(limit))?.outputs ?? []),
};
