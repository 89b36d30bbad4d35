namespace Pulumi.Aws;

/// <summary>Ties a class to the provider's type token.</summary>
internal sealed class AwsResourceTypeAttribute(string type) : ResourceTypeAttribute(type, Utilities.Version);
