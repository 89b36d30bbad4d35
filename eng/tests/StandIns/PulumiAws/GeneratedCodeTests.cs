namespace Eng.Tests.StandIns.PulumiAws;

/// <summary>The generator of the stand-in's classes, which needs the provider's declarations from npm.</summary>
[Trait("Category", "Ci")]
public sealed class GeneratedCodeTests
{
    private const int DeclarationsUnavailable = 3;
    private const string Packages = "Directory.Packages.props";
    private static readonly string Generator = Path.Combine("eng", "standins", "Generator");

    // One name is in two imported namespaces, one is not the provider's, and one is used by reflection.
    private const string Program = """
        using Pulumi.Aws.S3;
        using Pulumi.Aws.S3.Inputs;
        using Pulumi.Aws.Sfn;

        namespace Infra;

        public sealed record Activity(string Name);

        public static class Program
        {
            public static void Declare()
            {
                var machine = new StateMachine("publish", new() { Definition = "{}", Type = "STANDARD" });
                machine.Arn.Apply(arn => new Activity(arn));
                machine.LoggingConfiguration.Apply(logging => logging?.Level);
                _ = new BucketArgs { CorsRules = { new BucketCorsRuleArgs { MaxAgeSeconds = 1 } } };
                _ = new BucketVersioningArgs();
                _ = typeof(StateMachineArgs).GetProperty("Tags");
            }
        }
        """;

    [Fact]
    public async Task The_generated_folder_is_exactly_what_the_generator_writes()
    {
        var (exitCode, output) = await GenerateAsync(RepositoryRoot(), "--check");

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task The_generator_writes_the_classes_and_members_that_a_program_names_and_what_they_need()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            LayOut(folder.FullName);
            var (before, _) = await GenerateAsync(folder.FullName, "--check");
            var (exitCode, output) = await GenerateAsync(folder.FullName);
            var (after, differing) = await GenerateAsync(folder.FullName, "--check");

            Assert.Equal(1, before);
            Assert.True(exitCode == 0, output);
            Assert.True(after == 0, differing);
            AssertWritten(Path.Combine(folder.FullName, "eng", "standins", "Pulumi.Aws", "generated"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_download_with_another_hash_is_refused_and_not_unpacked()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(Path.Combine(folder.Root, "bin"));
        ShellProgram.Write(folder, "bin/npm", "echo another file | gzip > pulumi-aws.tgz");

        var (exitCode, output) = await GenerateAnewAsync(folder, Path.Combine(folder.Root, "bin"));

        Assert.Equal(2, exitCode);
        Assert.Contains("npm gave another file for @pulumi/aws", output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(folder.Root, "generator", "obj")));
    }

    [Fact]
    public async Task An_npm_in_the_working_directory_is_not_run()
    {
        using var folder = new TestFolder();
        ShellProgram.Write(folder, "npm", "echo planted >&2; exit 1");

        var (exitCode, output) = await GenerateAnewAsync(folder, path: "");

        Assert.Equal((DeclarationsUnavailable, "npm is not on the PATH.\n"), (exitCode, output));
    }

    [Fact]
    public async Task A_version_without_a_hash_is_refused()
    {
        using var folder = new TestFolder();
        folder.Write("Directory.Packages.props", """
            <Project><ItemGroup><PackageVersion Include="Pulumi.Aws" Version="[7.0.0]" /></ItemGroup></Project>
            """);

        var (exitCode, output) = await GenerateAnewAsync(folder, path: "");

        Assert.Equal(2, exitCode);
        Assert.Contains("npm view @pulumi/aws@7.0.0 dist.integrity", output, StringComparison.Ordinal);
    }

    /// <summary>Runs a copy of the generator without the results of earlier runs, in its own repository.</summary>
    private static async Task<(int ExitCode, string Output)> GenerateAnewAsync(TestFolder folder, string path)
    {
        await BuildAsync();
        var program = Path.Combine(RepositoryRoot(), Generator, "bin", "Debug", "net10.0");
        var copy = Path.Combine(folder.Root, "generator", "bin", "Debug", "net10.0");
        Directory.CreateDirectory(copy);
        Directory.CreateDirectory(Path.Combine(folder.Root, "generator", "obj"));
        foreach (var file in Directory.EnumerateFiles(program))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        folder.Write("SpotifyStack.sln", "");
        if (!File.Exists(Path.Combine(folder.Root, Packages)))
        {
            File.Copy(Path.Combine(RepositoryRoot(), Packages), Path.Combine(folder.Root, Packages));
        }

        var start = Start(folder.Root, "exec", Path.Combine(copy, "Generator.dll"), "--check");
        start.Environment["PATH"] = path.Length == 0 ? path : $"{path}{Path.PathSeparator}{start.Environment["PATH"]}";
        return await EndOfAsync(start);
    }

    private static async Task BuildAsync()
    {
        var (exitCode, output) = await EndOfAsync(
            Start(RepositoryRoot(), "build", Path.Combine(RepositoryRoot(), Generator), "--nologo"));
        Assert.True(exitCode == 0, output);
    }

    private static void AssertWritten(string generated)
    {
        Assert.Equal(
            [
                "S3/Bucket.cs", "S3/BucketVersioning.cs", "S3/Inputs/Bucket.cs", "S3/Inputs/BucketVersioning.cs",
                "Sfn/Outputs/StateMachine.cs", "Sfn/StateMachine.cs",
            ],
            Directory.EnumerateFiles(generated, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(generated, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal));

        // The members that are named, required or used by reflection, and the outputs that are read; no others.
        Assert.Equal(
            [
                "[Output(\"arn\")]",
                "[Output(\"loggingConfiguration\")]",
                "[Output(\"tags\")]",
                "[Input(\"definition\", required: true)]",
                "[Input(\"roleArn\", required: true)]",
                "[field: Input(\"tags\")]",
                "[Input(\"type\")]",
            ],
            Lines("Sfn/StateMachine.cs", "[Input", "[field: Input", "[Output"));
        Assert.Equal(
            ["public readonly string? Level;"], Lines("Sfn/Outputs/StateMachine.cs", "public readonly"));
        Assert.Equal(
            [
                "[Obsolete(\"The provider deprecates this argument: see its documentation.\")]",
                "public InputList<Inputs.BucketCorsRuleArgs> CorsRules { get => field ??= new(); set; }",
                "public InputMap<string> Tags { get => field ??= new(); set; }",
            ],
            Lines("S3/Bucket.cs", "[Obsolete", "public Input"));

        // With the real package, the build also refuses the ambiguous name.
        Assert.Single(Lines("S3/BucketVersioning.cs", "public sealed class BucketVersioningArgs "));
        Assert.Single(Lines("S3/Inputs/BucketVersioning.cs", "public sealed class BucketVersioningArgs "));

        IEnumerable<string> Lines(string file, params string[] starts) =>
            File.ReadLines(Path.Combine(generated, file))
                .Select(line => line.Trim())
                .Where(line => starts.Any(start => line.StartsWith(start, StringComparison.Ordinal)));
    }

    /// <summary>Writes a repository with only the program and the generator's inputs.</summary>
    private static void LayOut(string folder)
    {
        var repository = RepositoryRoot();
        File.WriteAllText(Path.Combine(folder, "SpotifyStack.sln"), "");
        File.Copy(
            Path.Combine(repository, "Directory.Packages.props"), Path.Combine(folder, "Directory.Packages.props"));
        Directory.CreateDirectory(Path.Combine(folder, "infra"));
        File.WriteAllText(Path.Combine(folder, "infra", "Program.cs"), Program);

        var pulumi = Path.Combine("eng", "standins", "Pulumi");
        foreach (var source in Directory.EnumerateFiles(
            Path.Combine(repository, pulumi), "*.cs*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(repository, source));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(source, copy);
        }
    }

    private static async Task<(int ExitCode, string Output)> GenerateAsync(string folder, params string[] arguments)
    {
        var (exitCode, output) = await EndOfAsync(
            Start(folder, ["run", "--project", Path.Combine(RepositoryRoot(), Generator), "--", .. arguments]));
        Assert.SkipWhen(exitCode == DeclarationsUnavailable, $"no declarations to compare with: {output}");
        return (exitCode, output);
    }

    private static ProcessStartInfo Start(string folder, params IEnumerable<string> arguments) =>
        new(DotnetRuntime.Dotnet, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

    private static async Task<(int ExitCode, string Output)> EndOfAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(Cancel);
        var output = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, output + await error);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SpotifyStack.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("no folder above has SpotifyStack.sln");
        }

        return folder.FullName;
    }
}
