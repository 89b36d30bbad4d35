namespace Infra.Components;

/// <summary>The package of all functions. Building this project publishes <c>functions</c> and packs it.</summary>
public static class FunctionPackage
{
    /// <summary>The path of the package that the build wrote, beside this program.</summary>
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "functions.zip");

    /// <summary>The path of the package before it was compiled for Lambda's processor.</summary>
    public static string PortablePath { get; } =
        System.IO.Path.Combine(AppContext.BaseDirectory, "functions-portable.zip");

    /// <summary>The path of the package compiled for this machine; the portable one's bytes where the build could not
    /// compile it.</summary>
    public static string LocalPath { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "functions-local.zip");

    public static Archive Archive { get; } = new FileArchive(Path);
}
