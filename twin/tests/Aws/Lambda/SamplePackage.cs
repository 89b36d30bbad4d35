using System.IO.Compression;

namespace Twin.Tests.Aws.Lambda;

/// <summary>The package of SampleFunctions, zipped once, and the functions that are declared with it.</summary>
public sealed class SamplePackage : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotifystack-tests-");

    public SamplePackage()
    {
        Zip = Path.Combine(_folder.FullName, "functions.zip");
        ZipFile.CreateFromDirectory(
            Path.Combine(AppContext.BaseDirectory, "lambda-package"), Zip, CompressionLevel.Fastest, false);
    }

    public string Zip { get; }

    /// <summary>A function whose handler is this method of <c>SampleFunctions.Handlers</c>.</summary>
    internal LambdaFunction Function(string method) => new()
    {
        Name = method,
        Arn = $"arn:aws:lambda:eu-central-1:123456789012:function:{method}",
        Handler = $"SampleFunctions::SampleFunctions.Handlers::{method}",
        PackagePath = Zip,
        Credentials = new RoleCredentials("ASIASAMPLE", "secret", "token"),
        Timeout = TimeSpan.FromSeconds(60),
        MemorySize = 256,
    };

    public void Dispose() => _folder.Delete(recursive: true);
}
