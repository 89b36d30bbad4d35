namespace Twin.Tests.Cli.Commands;

public sealed class SnowflakeCommandTests
{
    [Fact]
    public async Task All_that_is_declared_is_printed_once_as_statements_with_places_for_what_is_not_known_here()
    {
        var end = await TwinCommand.RunAsync(["snowflake", "--print", "--stack", "prod"]);

        Assert.Equal((0, ""), (end.ExitCode, end.Errors));
        Assert.StartsWith("-- Put your own values in the places of <processed bucket>", end.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("000000000000", end.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", end.Output, StringComparison.Ordinal);
        foreach (var (start, count) in new[]
        {
            ("CREATE ROLE SPOTIFY_PROD_", 2), ("CREATE TRANSIENT DATABASE SPOTIFY_PROD ", 1),
            ("CREATE STORAGE INTEGRATION SPOTIFY_PROD TYPE = EXTERNAL_STAGE ", 1),
            ("STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::<AWS account>:role/spotify-prod-snowflake-reader'", 1),
            ("URL = 's3://<processed bucket>/'", 1), ("CREATE STAGE LAKE ", 1),
            ("ESCAPE = 'NONE' ESCAPE_UNENCLOSED_FIELD = 'NONE' FIELD_OPTIONALLY_ENCLOSED_BY = '\"'", 1),
            ("\nGRANT SELECT ON FUTURE ", 2), ("\nCREATE VIEW ", 39), ("\nCREATE TASK LOAD ", 1),
            ("SCHEDULE = 'USING CRON 0 8 * * * UTC'", 1), ("\nALTER TASK LOAD RESUME;", 1),
            ("\n-- DROP DATABASE SPOTIFY_PROD;", 1), ("\"sts:ExternalId\":\"<STORAGE_AWS_EXTERNAL_ID>\"", 1),
        })
        {
            Assert.Equal(count, end.Output.Split(start).Length - 1);
        }
    }

    [Theory]
    [InlineData("Add --print", "snowflake")]
    [InlineData("There is no stack 'qa'", "snowflake", "--print", "--stack", "qa")]
    public async Task Wrong_input_is_refused(string message, params string[] arguments)
    {
        var end = await TwinCommand.RunAsync(arguments);

        Assert.Equal((2, ""), (end.ExitCode, end.Output));
        Assert.Contains(message, end.Errors, StringComparison.Ordinal);
    }
}
