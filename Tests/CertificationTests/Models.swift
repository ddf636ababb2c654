/// The models of NIST's problems as Echelle's formulas, by the names of the problems.
let models: [String: String] = {
  let gauss =
    "y = b1*exp(-b2*x) + b3*exp(-(x-b4)^2/b5^2) + b6*exp(-(x-b7)^2/b8^2)"
  let lanczos = "y = b1*exp(-b2*x) + b3*exp(-b4*x) + b5*exp(-b6*x)"
  let chwirut = "y = exp(-b1*x)/(b2+b3*x)"
  let rise = "y = b1*(1-exp(-b2*x))"
  let cubics = "y = (b1+b2*x+b3*x^2+b4*x^3) / (1+b5*x+b6*x^2+b7*x^3)"
  return [
    "Bennett5": "y = b1*(b2+x)^(-1/b3)",
    "BoxBOD": rise,
    "Chwirut1": chwirut, "Chwirut2": chwirut,
    "DanWood": "y = b1*x^b2",
    "ENSO": """
    y = b1 + b2*cos(2*pi*x/12) + b3*sin(2*pi*x/12) + b5*cos(2*pi*x/b4) + b6*sin(2*pi*x/b4) \
    + b8*cos(2*pi*x/b7) + b9*sin(2*pi*x/b7)
    """,
    "Eckerle4": "y = (b1/b2) * exp(-0.5*((x-b3)/b2)^2)",
    "Gauss1": gauss, "Gauss2": gauss, "Gauss3": gauss,
    "Hahn1": cubics,
    "Kirby2": "y = (b1 + b2*x + b3*x^2) / (1 + b4*x + b5*x^2)",
    "Lanczos1": lanczos, "Lanczos2": lanczos, "Lanczos3": lanczos,
    "MGH09": "y = b1*(x^2+x*b2) / (x^2+x*b3+b4)",
    "MGH10": "y = b1 * exp(b2/(x+b3))",
    "MGH17": "y = b1 + b2*exp(-x*b4) + b3*exp(-x*b5)",
    "Misra1a": rise,
    "Misra1b": "y = b1 * (1-(1+b2*x/2)^(-2))",
    "Misra1c": "y = b1 * (1-(1+2*b2*x)^(-.5))",
    "Misra1d": "y = b1*b2*x*((1+b2*x)^(-1))",
    "Nelson": "log(y) = b1 - b2*x1 * exp(-b3*x2)",
    "Rat42": "y = b1 / (1+exp(b2-b3*x))",
    "Rat43": "y = b1 / ((1+exp(b2-b3*x))^(1/b4))",
    "Roszman1": "y = b1 - b2*x - atan(b3/(x-b4))/pi",
    "Thurber": cubics,
  ]
}()
