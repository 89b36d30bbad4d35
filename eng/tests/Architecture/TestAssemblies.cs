namespace Eng.Tests.Architecture;

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
        return Path.Combine(
            PulumiProject.Folder, folder, "bin", output.Parent!.Name, output.Name, $"{name}.dll");
    }
}
