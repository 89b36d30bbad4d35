namespace Eng.Tests.Architecture;

/// <summary>The product's assemblies by project, to which the rules about folders and names apply.</summary>
internal static class ProductAssemblies
{
    public static TheoryData<string> Names =>
    [
        "Functions", "Infra", "Twin.Aws", "Twin.Cli", "Twin.Declaration", "Twin.Host", "Twin.Runtime", "Twin.Spotify",
    ];

    /// <summary>The path of a project's assembly, which the build copies beside the tests.</summary>
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, $"{name}.dll");
}
