using Pulumi;

namespace Infra.Stages;

/// <summary>The package of all functions. Building this project publishes <c>functions</c> and packs it.</summary>
public static class FunctionPackage
{
    /// <summary>Where the build left it: beside this program.</summary>
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "functions.zip");

    /// <summary>
    /// The same before it was compiled for Lambda's processor: what any other machine runs, and the same file where the
    /// build could not compile it.
    /// </summary>
    public static string PortablePath { get; } =
        System.IO.Path.Combine(AppContext.BaseDirectory, "functions-portable.zip");

    /// <summary>What is uploaded to Lambda.</summary>
    public static Archive Archive { get; } = new FileArchive(Path);
}
