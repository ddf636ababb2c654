print("echelle")
