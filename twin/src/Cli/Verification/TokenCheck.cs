using Functions.Extract;
using Infra.Monitoring.Alarms;
using Twin.Cli.Operations;

namespace Twin.Cli.Verification;

/// <summary>Computes the age of the refresh token as the extraction does, without reading the token.</summary>
internal sealed class TokenCheck(VerifyTarget target, VerificationReport report, TimeProvider clock)
{
    public Task RunAsync(CancellationToken cancellationToken) =>
        report.CheckAsync("refresh token", () => CheckAsync(cancellationToken));

    private async Task<CheckResult> CheckAsync(CancellationToken cancellationToken)
    {
        var settings = await FunctionSettings.ReadAsync(target.Aws, target.ExtractFunction, cancellationToken);
        if (settings.Variable(ExtractEnvironment.RefreshTokenParameter) is not { } parameter)
        {
            return CheckResult.Skipped($"the stack has none, and reads as the app itself");
        }

        if (await AgreedAsync(settings, parameter, cancellationToken) is not { } agreed)
        {
            return CheckResult.Failed($"there is no parameter {parameter}", "Deploy the stack: pulumi up.");
        }

        var days = (int)(clock.GetUtcNow() - agreed).TotalDays;
        return days < OldRefreshToken.Days
            ? CheckResult.Ok($"{days} days old")
            : CheckResult.Failed(
                $"{days} days old; Spotify ends it after about six months",
                $"Let the user agree again: dotnet dev.cs login --stack {target.Stack.Stack}, then pulumi up.");
    }

    private async Task<DateTimeOffset?> AgreedAsync(
        FunctionSettings settings, string parameter, CancellationToken cancellationToken)
    {
        if (settings.Variable(ExtractEnvironment.AuthorizedOn) is { } day)
        {
            return DateTimeOffset.ParseExact(
                day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        }

        // It describes the parameter; the value is a secret, and stays there.
        var answer = await target.Aws.RunAsync(
            ["ssm", "describe-parameters", "--parameter-filters", $"Key=Name,Option=Equals,Values={parameter}"],
            cancellationToken);
        return answer.Array("Parameters")
            .Select(found => found.Time("LastModifiedDate"))
            .FirstOrDefault();
    }
}
