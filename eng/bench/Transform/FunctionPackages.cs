using Infra.Components;

namespace Bench.Transform;

/// <summary>The functions' package in two forms: for any machine, and compiled ahead for this one.</summary>
internal static class FunctionPackages
{
    /// <summary>The package whose code is compiled when it runs.</summary>
    public static string Portable => FunctionPackage.PortablePath;

    /// <summary>The package that is compiled ahead; or the reason why there is none, as the end of a
    /// sentence.</summary>
    public static (string? Path, string? Reason) Compiled =>
        File.ReadAllBytes(FunctionPackage.LocalPath).AsSpan().SequenceEqual(File.ReadAllBytes(Portable))
            ? (null, "the build could not compile it")
            : (FunctionPackage.LocalPath, null);
}
