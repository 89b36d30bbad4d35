using Sbom;

// Usage: Sbom PACKAGE FILE    PACKAGE is a zip that a project was published to; FILE gets its bill of materials.
if (args is not [var package, var file])
{
    Console.Error.WriteLine("usage: Sbom PACKAGE FILE");
    return 2;
}

try
{
    File.WriteAllText(file, CycloneDx.Serialize(Package.Read(package)));
    return 0;
}
catch (PackageException refused)
{
    Console.Error.WriteLine($"error: {refused.Message}");
    return 1;
}
