using System.ComponentModel;

namespace Bench.Transform;

/// <summary>The baseline for the start: Python with pandas and boto3, which most Lambda functions of this kind
/// use.</summary>
/// <param name="Program">The path of an interpreter that has both.</param>
internal sealed record PythonBaseline(string Program, string Versions)
{
    public const string Installation = "apt-get install python3-pandas python3-boto3";

    private const string Version =
        "import sys, pandas, boto3; print(f'Python {sys.version.split()[0]}, pandas {pandas.__version__}, "
        + "boto3 {boto3.__version__}')";

    private const string Get = """
        import sys, pandas, boto3
        endpoint, bucket, key = sys.argv[1:]
        s3 = boto3.client("s3", endpoint_url=endpoint)
        print(len(s3.get_object(Bucket=bucket, Key=key)["Body"].read()), flush=True)
        """;

    /// <summary>An interpreter that has both; null where there is none.</summary>
    public static async Task<PythonBaseline?> FindAsync(CancellationToken cancellationToken)
    {
        foreach (var program in Interpreters().Where(File.Exists))
        {
            try
            {
                using var process = Process.Start(Start(program, "-c", Version))!;
                var said = await process.StandardOutput.ReadToEndAsync(cancellationToken);
                await process.WaitForExitAsync(cancellationToken);
                if (process.ExitCode == 0)
                {
                    return new PythonBaseline(program, said.Trim());
                }
            }
            catch (Win32Exception)
            {
                // The file is not a program for this kind of machine.
            }
        }

        return null;
    }

    /// <summary>The time from the start of the process until it has the object.</summary>
    public async Task<TimeSpan> GetAsync(
        string endpoint,
        string region,
        RoleCredentials credentials,
        string bucket,
        string key,
        CancellationToken cancellationToken)
    {
        var start = Start(Program, "-c", Get, endpoint, bucket, key);
        start.Environment["AWS_ACCESS_KEY_ID"] = credentials.AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = credentials.SecretAccessKey;
        start.Environment["AWS_SESSION_TOKEN"] = credentials.SessionToken;
        start.Environment["AWS_DEFAULT_REGION"] = region;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken);
        var time = clock.Elapsed;
        await process.WaitForExitAsync(cancellationToken);
        return line is not null && process.ExitCode == 0
            ? time
            : throw new RunFailedException($"{Program} did not get the object: {(await errors).Trim()}");
    }

    // By their full paths: a bare name means the working directory first. Debian's packages belong to Debian's own
    // interpreter, which may not be the first in PATH.
    private static IEnumerable<string> Interpreters() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Where(Path.IsPathFullyQualified)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "python3.exe" : "python3"))
        .Append("/usr/bin/python3");

    private static ProcessStartInfo Start(string program, params string[] arguments) => new(program, arguments)
    {
        // Python also loads modules from the working directory first.
        WorkingDirectory = AppContext.BaseDirectory,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
