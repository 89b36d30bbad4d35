namespace Local.Aws.CloudWatch;

/// <summary>What an alarm says.</summary>
internal enum AlarmState
{
    InsufficientData,
    Ok,
    Alarm,
}

/// <summary>CloudWatch's own words.</summary>
internal static class AlarmStates
{
    /// <summary><c>INSUFFICIENT_DATA</c>, <c>OK</c> or <c>ALARM</c>.</summary>
    public static string Text(this AlarmState state) => state switch
    {
        AlarmState.Ok => "OK",
        AlarmState.Alarm => "ALARM",
        _ => "INSUFFICIENT_DATA",
    };
}
