namespace Local.Aws.Lambda;

/// <summary>The package of all functions.</summary>
/// <param name="Path">The zip that runs on any machine.</param>
public sealed record DeploymentPackage(string Path);
