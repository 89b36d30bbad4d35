using System.Collections.Frozen;

namespace Twin.Aws.Lambda;

/// <summary>See "Working with Lambda environment variables" in the Lambda guide.</summary>
internal static class FunctionVariables
{
    private const int LargestBytes = 4096;

    private static readonly FrozenSet<string> Reserved = FrozenSet.Create(
        StringComparer.Ordinal,
        "_HANDLER",
        "_X_AMZN_TRACE_ID",
        "AWS_ACCESS_KEY",
        "AWS_ACCESS_KEY_ID",
        "AWS_DEFAULT_REGION",
        "AWS_EXECUTION_ENV",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_LAMBDA_FUNCTION_NAME",
        "AWS_LAMBDA_FUNCTION_VERSION",
        "AWS_LAMBDA_INITIALIZATION_TYPE",
        "AWS_LAMBDA_LOG_GROUP_NAME",
        "AWS_LAMBDA_LOG_STREAM_NAME",
        "AWS_LAMBDA_RUNTIME_API",
        "AWS_REGION",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "LAMBDA_RUNTIME_DIR",
        "LAMBDA_TASK_ROOT");

    /// <exception cref="InvalidFunctionException">A name is reserved, or the variables have more than 4 KB.</exception>
    public static void Check(LambdaFunction function)
    {
        if (function.Environment.Keys.FirstOrDefault(Reserved.Contains) is { } name)
        {
            throw new InvalidFunctionException(
                $"Function {function.Name} declares the variable {name}, which Lambda reserves: name it differently.");
        }

        var size = function.Environment.Sum(
            variable => Encoding.UTF8.GetByteCount(variable.Key) + Encoding.UTF8.GetByteCount(variable.Value));
        if (size > LargestBytes)
        {
            throw new InvalidFunctionException(
                $"Function {function.Name} declares {size} bytes of variables; Lambda allows {LargestBytes}.");
        }
    }

    public static Dictionary<string, string> Create(
        LambdaFunction function, LambdaEngineOptions options, FunctionProcessPaths place)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["LANG"] = "en_US.UTF-8",
            ["TZ"] = "UTC",
        };

        AddSystem(variables, place);
        foreach (var (name, value) in function.Environment)
        {
            variables[name] = value;
        }

        var memorySize = function.MemorySize.ToString(CultureInfo.InvariantCulture);
        variables["_HANDLER"] = function.Handler;
        variables["AWS_ACCESS_KEY_ID"] = function.Credentials.AccessKeyId;
        variables["AWS_DEFAULT_REGION"] = options.Region;
        variables["AWS_EXECUTION_ENV"] = $"AWS_Lambda_{function.Runtime}";
        variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = memorySize;
        variables["AWS_LAMBDA_FUNCTION_NAME"] = function.Name;
        variables["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST";
        variables["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand";
        variables["AWS_LAMBDA_LOG_FORMAT"] = function.LogFormat;
        variables["AWS_LAMBDA_LOG_GROUP_NAME"] = place.LogGroup;
        variables["AWS_LAMBDA_LOG_STREAM_NAME"] = place.LogStream;
        variables["AWS_LAMBDA_RUNTIME_API"] = place.RuntimeApi;
        variables["AWS_REGION"] = options.Region;
        variables["AWS_SECRET_ACCESS_KEY"] = function.Credentials.SecretAccessKey;
        variables["AWS_SESSION_TOKEN"] = function.Credentials.SessionToken;
        variables["LAMBDA_RUNTIME_DIR"] = place.RuntimeFolder;
        variables["LAMBDA_TASK_ROOT"] = place.TaskRoot;
        if (function.ApplicationLogLevel is { } level)
        {
            variables["AWS_LAMBDA_LOG_LEVEL"] = level;
        }

        // These come last, so that a declared variable cannot point to an address outside of this machine.
        foreach (var (name, value) in options.Endpoints)
        {
            variables[name] = value;
        }

        return variables;
    }

    /// <summary>Adds what a process needs on this system, without access to the user's own files.</summary>
    private static void AddSystem(Dictionary<string, string> variables, FunctionProcessPaths place)
    {
        variables["DOTNET_ROOT"] = place.DotnetRoot;
        // A debugger's socket would be in the temporary folder, whose path is too long for one on some systems.
        variables["DOTNET_EnableDiagnostics"] = "0";
        // Most of these processes live for seconds: only what they call a thousand times is compiled again.
        variables["DOTNET_TieredPGO"] = "0";
        variables["DOTNET_TC_CallCountThreshold"] = "400"; // hexadecimal
        // Code is written once, instead of through a second mapping of its pages.
        variables["DOTNET_EnableWriteXorExecute"] = "0";

        // The AWS SDK looks for credentials in the home folder, and must not find the user's own.
        string[] homes = OperatingSystem.IsWindows() ? ["USERPROFILE", "TEMP", "TMP"] : ["HOME", "TMPDIR"];
        foreach (var home in homes)
        {
            variables[home] = place.TemporaryFolder;
        }

        if (!OperatingSystem.IsWindows())
        {
            variables["PATH"] = "/usr/local/bin:/usr/bin:/bin";
            return;
        }

        // Without it, Windows has no sockets.
        var windows = Environment.GetFolderPath(Environment.SpecialFolder.Windows);
        variables["SystemRoot"] = windows;
        variables["PATH"] = Path.Combine(windows, "System32");
    }
}
