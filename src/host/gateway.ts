// HaloForge's managed image gateway, called through the SDK. A missing bridge rejects with our own error code.
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
	/** Outputs that the account has saved, newest first, at most `limit`. */
	listOutputs?(limit: number): Promise<readonly ManagedAsset[]>;
}

async function callGateway<T>(send: (api: EnterpriseGatewayApi) => Promise<T>): Promise<T> {
	let api: EnterpriseGatewayApi;
	try {
		api = enterpriseGateway();
	} catch (error) {
		throw new StudioError({ code: "gateway_unavailable", message: toStudioError(error).message });
	}
	try {
		return await send(api);
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
	generateImages: (request) => callGateway((api) => api.generateImages(request)),
	editImages: (request) => callGateway((api) => api.editImages(request)),
	listOutputs: (limit) => callGateway(async (api) => (await api.listOutputs(limit))?.outputs ?? []),
};
