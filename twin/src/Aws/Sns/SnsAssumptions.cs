namespace Twin.Aws.Sns;

/// <summary>The keys of the assumptions about SNS.</summary>
internal static class SnsAssumptions
{
    public const string AlarmChangesPerMonth = "alarmChangesPerMonth";
}
