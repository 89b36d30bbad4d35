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

/// <summary>The assemblies of tests, which the build of this project builds too.</summary>
internal static class TestAssemblies
{
    /// <summary>The path of an assembly, in the output folder of its own project.</summary>
    public static string PathOf(string name)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var folder = name switch
        {
            "Tests" => "tests",
            "Twin.Tests" => "twin/tests",
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No project of tests has this name."),
        };
        return Path.Combine(PulumiProject.Folder, folder, "bin", output.Parent!.Name, output.Name, $"{name}.dll");
    }
}
