namespace Twin.Aws.Lambda;

/// <summary>The package of all functions.</summary>
/// <param name="Path">The path of the zip, which runs on any machine.</param>
public sealed record DeploymentPackage(string Path);
