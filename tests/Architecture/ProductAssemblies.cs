
namespace Tests.Architecture;

/// <summary>The product's assemblies by project, to which the rules about folders and names apply.</summary>
internal static class ProductAssemblies
{
    public static TheoryData<string> Names =>
        ["Functions", "Infra", "Local.Aws", "Local.Spotify", "Local.Twin", "Local.Cli", "Local.Runtime"];

    /// <summary>The path of a project's assembly, which the build copies beside the tests.</summary>
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, $"{name}.dll");
}
