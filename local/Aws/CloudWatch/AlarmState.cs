namespace Local.Aws.CloudWatch;

/// <summary>What an alarm says.</summary>
public enum AlarmState
{
    InsufficientData,
    Ok,
    Alarm,
}

/// <summary>CloudWatch's own words.</summary>
public static class AlarmStates
{
    /// <summary><c>INSUFFICIENT_DATA</c>, <c>OK</c> or <c>ALARM</c>.</summary>
    public static string Text(this AlarmState state) => state switch
    {
        AlarmState.Ok => "OK",
        AlarmState.Alarm => "ALARM",
        _ => "INSUFFICIENT_DATA",
    };
}
