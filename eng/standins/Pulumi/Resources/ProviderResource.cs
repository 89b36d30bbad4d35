namespace Pulumi;

/// <summary>A provider with arguments of its own.</summary>
public class ProviderResource(
    string package, string name, ResourceArgs args, CustomResourceOptions? options = null)
    : CustomResource($"pulumi:providers:{package}", name, args, options);
