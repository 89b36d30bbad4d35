using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Infra;
using Twin.Cli.Reports;
using Twin.Host.History;

namespace Twin.Cli.Operations;

/// <summary>The import of an export into a deployed stack, with the stack's import role.</summary>
/// <param name="endpoint">The address in place of S3's own, as AWS's SDKs read it; null for S3's own.</param>
/// <param name="output">Called with each line of what happens.</param>
/// <param name="warn">Called with each file and record that could not be read.</param>
internal sealed class ImportSession(
    StackAccess stack, string? endpoint, Action<string> output, Action<string> warn, TimeProvider clock)
{
    /// <summary>The variable with the address, in AWS's SDKs and its CLI.</summary>
    public const string EndpointVariable = "AWS_ENDPOINT_URL_S3";

    public async Task RunAsync(ExportOptions options, CancellationToken cancellationToken)
    {
        var bucket = stack.Outputs.Text(nameof(SpotifyStack.RawBucket));
        var role = stack.Outputs.Text(nameof(SpotifyStack.ImportRole));

        using var export = StrippedExport.Read(options, clock, cancellationToken);
        foreach (var warning in export.Warnings)
        {
            warn(warning);
        }

        foreach (var line in HistoryText.Lines(export.Summary))
        {
            output(line);
        }

        output($"To {bucket}: {Counted.Text(export.Months.Length, "month")}, {export.Span}.");

        using var s3 = await ConnectAsync(role, cancellationToken);
        var months = await new ExportImport(s3, bucket).RunAsync(export, clock.GetUtcNow(), cancellationToken);
        var known = months.Count(month => !month.IsNew);
        output(string.Create(
            CultureInfo.InvariantCulture,
            $"Imported: {Counted.Text(months.Length - known, "month")}"
            + $"{(known > 0 ? $"; there already: {known}" : "")}. "
            + $"The stack makes their tables now, and publishes them in some minutes: dotnet dev.cs query --stack "
            + $"{stack.Stack} --name listening_days"));
    }

    private async Task<AmazonS3Client> ConnectAsync(string role, CancellationToken cancellationToken)
    {
        var credentials = (await AssumeAsync(role, cancellationToken)).Find("Credentials");
        string Secret(string name) => credentials?.Text(name)
            ?? throw new RunFailedException($"The answer of aws sts assume-role has no {name}.");

        var config = new AmazonS3Config();
        if (endpoint is not null)
        {
            config.ServiceURL = endpoint;
            config.AuthenticationRegion = stack.Region;
        }
        else if (stack.Region is { } region)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }

        return new AmazonS3Client(
            new SessionAWSCredentials(Secret("AccessKeyId"), Secret("SecretAccessKey"), Secret("SessionToken")),
            config);
    }

    private async Task<JsonElement> AssumeAsync(string role, CancellationToken cancellationToken)
    {
        try
        {
            return await stack.Aws.RunAsync(
                [
                    "sts", "assume-role", "--role-arn", role, "--role-session-name", ExportImport.SessionName,
                ],
                cancellationToken);
        }
        catch (RunFailedException refused)
        {
            throw new RunFailedException(
                $"{refused.Message}\nNothing was uploaded. Your user or role needs a policy that allows "
                + $"sts:AssumeRole on {role}: ask who administers the account, or choose another profile with AWS_PROFILE.");
        }
    }
}
